package org.moqj.draft07.internal.session;

import java.util.Optional;

/** How far a session has come. */
enum SessionState {
    /** SETUP is under way. */
    CONNECTING,
    /** Requests flow. */
    ESTABLISHED,
    /** The peer sent GOAWAY; everything goes on until somebody closes. */
    DRAINING,
    /** Closed here; the transport has yet to say so. */
    CLOSING,
    /** Over. */
    CLOSED;

    /** What happens to a session. */
    enum Event {
        SETUP_COMPLETE,
        GOAWAY_RECEIVED,
        CLOSED_HERE,
        TRANSPORT_CLOSED
    }

    /** Returns the state after {@code event}; empty where it cannot happen now. */
    Optional<SessionState> next(Event event) {
        return switch (event) {
            case SETUP_COMPLETE -> this == CONNECTING ? Optional.of(ESTABLISHED) : Optional.empty();
            case GOAWAY_RECEIVED -> this == ESTABLISHED ? Optional.of(DRAINING) : Optional.empty();
            case CLOSED_HERE -> isOver() ? Optional.empty() : Optional.of(CLOSING);
            case TRANSPORT_CLOSED -> this == CLOSED ? Optional.empty() : Optional.of(CLOSED);
        };
    }

    /** Returns whether nothing of the peer's counts any more. */
    boolean isOver() {
        return this == CLOSING || this == CLOSED;
    }

    /** Returns whether requests can be made. */
    boolean isUsable() {
        return this == ESTABLISHED || this == DRAINING;
    }
}
