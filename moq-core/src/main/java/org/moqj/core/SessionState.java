package org.moqj.core;

/** Where a session is in its life. */
public enum SessionState {
    /** Dialled; not yet usable. */
    CONNECTING,
    /** Both SETUP messages are through. */
    CONNECTED,
    /** GOAWAY was sent or received, or a graceful close has begun: what is open goes on, nothing new should start. */
    DRAINING,
    /** Closed by either end without an error. */
    CLOSED,
    /** Ended by an error, a lost connection or a deadline. */
    FAILED;

    /** Returns whether nothing can happen any more. */
    public boolean isOver() {
        return this == CLOSED || this == FAILED;
    }
}
