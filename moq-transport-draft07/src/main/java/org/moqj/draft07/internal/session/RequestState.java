package org.moqj.draft07.internal.session;

import java.util.Optional;

/** The states of a request of the peer's that is answered once and then served until it ends. */
enum RequestState {
    /** To be answered. */
    PENDING,
    /** Given up by the peer before it was answered; some requests still need their answer. */
    WITHDRAWN,
    /** Agreed to. */
    ACCEPTED,
    /** Refused, withdrawn, or at its end. */
    OVER;

    /** What happens to a request. */
    enum Event {
        ACCEPTED,
        REFUSED,
        WITHDRAWN,
        ENDED
    }

    /** Returns the state after {@code event}; empty where it cannot happen now. */
    Optional<RequestState> next(Event event) {
        return switch (this) {
            case PENDING ->
                switch (event) {
                    case ACCEPTED -> Optional.of(ACCEPTED);
                    case REFUSED -> Optional.of(OVER);
                    case WITHDRAWN -> Optional.of(WITHDRAWN);
                    case ENDED -> Optional.empty();
                };
            case WITHDRAWN ->
                switch (event) {
                    case ACCEPTED, REFUSED -> Optional.of(OVER);
                    case WITHDRAWN, ENDED -> Optional.empty();
                };
            case ACCEPTED ->
                switch (event) {
                    case WITHDRAWN, ENDED -> Optional.of(OVER);
                    case ACCEPTED, REFUSED -> Optional.empty();
                };
            case OVER -> Optional.empty();
        };
    }
}
