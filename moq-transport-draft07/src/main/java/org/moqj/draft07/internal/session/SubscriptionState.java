package org.moqj.draft07.internal.session;

import java.util.Optional;

/** The states of a subscription of ours (draft-07, section 6.4). */
enum SubscriptionState {
    /** Waits for a Subscribe ID. */
    WAITING,
    /** SUBSCRIBE is sent. */
    PENDING,
    /** SUBSCRIBE_OK came. */
    ACTIVE,
    /** SUBSCRIBE_DONE came; streams may still be on their way. */
    DRAINING,
    /** Nothing more is to come. */
    OVER;

    /** What happens to a subscription. */
    enum Event {
        SENT,
        OK,
        ERROR,
        RETRY,
        DONE,
        DRAINED,
        CANCELLED
    }

    /** Returns the state after {@code event}; empty where it cannot happen now. */
    Optional<SubscriptionState> next(Event event) {
        return switch (event) {
            case SENT -> from(WAITING, PENDING);
            case OK -> from(PENDING, ACTIVE);
            case ERROR -> from(PENDING, OVER);
            case RETRY -> from(PENDING, WAITING);
            case DONE -> from(ACTIVE, DRAINING);
            case DRAINED -> from(DRAINING, OVER);
            case CANCELLED -> this == OVER ? Optional.empty() : Optional.of(OVER);
        };
    }

    private Optional<SubscriptionState> from(SubscriptionState before, SubscriptionState after) {
        return this == before ? Optional.of(after) : Optional.empty();
    }
}
