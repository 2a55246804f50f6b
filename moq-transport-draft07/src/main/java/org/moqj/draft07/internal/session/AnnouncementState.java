package org.moqj.draft07.internal.session;

import java.util.Optional;

/**
 * The states of a namespace that this end offers (draft-07, sections 6.9 to 6.11, 6.21 and 6.22), and of a prefix that
 * it follows (sections 6.13, 6.14, 6.24 and 6.25).
 */
enum AnnouncementState {
    /** Waits until an earlier announcement of the same namespace is over. */
    WAITING,
    /** The request is sent. */
    PENDING,
    /** The peer agreed. */
    LIVE,
    /** Withdrawn; the peer still has something to say: the answer, or its ANNOUNCE_CANCEL. */
    LEAVING,
    /** Nothing more is to come. */
    OVER;

    /** What happens to an announcement. */
    enum Event {
        SENT,
        OK,
        ERROR,
        CANCELLED_BY_PEER,
        /** Withdrawn here, with something to come from the peer. */
        LEFT,
        /** Withdrawn here, with nothing to come from the peer. */
        ENDED
    }

    /** Returns the state after {@code event}; empty where it cannot happen now. */
    Optional<AnnouncementState> next(Event event) {
        return switch (event) {
            case SENT -> this == WAITING ? Optional.of(PENDING) : Optional.empty();
            case OK -> this == PENDING ? Optional.of(LIVE) : Optional.empty();
            case ERROR -> this == PENDING ? Optional.of(OVER) : Optional.empty();
            case CANCELLED_BY_PEER -> this == LIVE || this == PENDING ? Optional.of(OVER) : Optional.empty();
            case LEFT -> this == LIVE || this == PENDING ? Optional.of(LEAVING) : Optional.empty();
            case ENDED -> this == OVER ? Optional.empty() : Optional.of(OVER);
        };
    }
}
