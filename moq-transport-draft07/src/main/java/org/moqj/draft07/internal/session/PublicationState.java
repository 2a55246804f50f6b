package org.moqj.draft07.internal.session;

import java.util.Optional;

/** The states of a subscription of the peer's, here at the publisher (draft-07, section 6.4). */
enum PublicationState {
    /** To be answered. */
    PENDING,
    /** The subscriber left before it was answered, and was told so; here the answer is still awaited. */
    LEFT,
    /** SUBSCRIBE_OK is sent. */
    ACTIVE,
    /** SUBSCRIBE_ERROR or SUBSCRIBE_DONE is sent. */
    OVER;

    /** What happens to a subscription of the peer's. */
    enum Event {
        ACCEPTED,
        REFUSED,
        DONE_SENT,
        UNSUBSCRIBED
    }

    /** Returns the state after {@code event}; empty where it cannot happen now. */
    Optional<PublicationState> next(Event event) {
        return switch (event) {
            case ACCEPTED -> answered(ACTIVE);
            case REFUSED -> answered(OVER);
            case DONE_SENT -> this == ACTIVE ? Optional.of(OVER) : Optional.empty();
            case UNSUBSCRIBED ->
                switch (this) {
                    case PENDING -> Optional.of(LEFT);
                    case ACTIVE -> Optional.of(OVER);
                    case LEFT, OVER -> Optional.empty();
                };
        };
    }

    private Optional<PublicationState> answered(PublicationState after) {
        return switch (this) {
            case PENDING -> Optional.of(after);
            case LEFT -> Optional.of(OVER);
            case ACTIVE, OVER -> Optional.empty();
        };
    }
}
