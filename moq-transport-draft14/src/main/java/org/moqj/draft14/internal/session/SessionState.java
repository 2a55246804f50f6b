package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;

/** Where a session is between its beginning and its end. */
enum SessionState {
    /** The SETUP messages are on their way. */
    SETUP,
    /** Requests may be made. */
    OPEN,
    /** The peer has sent GOAWAY: nothing new is asked of it. */
    DRAINING,
    /** It is over. */
    CLOSED;

    /** What changes the state. */
    enum Event {
        ESTABLISHED,
        GOAWAY_RECEIVED,
        CLOSED
    }

    /** Returns the state after {@code event}, or null where it must not happen in this one. */
    @Nullable
    SessionState after(Event event) {
        return switch (event) {
            case ESTABLISHED -> this == SETUP ? OPEN : null;
            case GOAWAY_RECEIVED -> this == OPEN ? DRAINING : null;
            case CLOSED -> CLOSED;
        };
    }
}
