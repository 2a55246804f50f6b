package org.moqj.draft07.internal.session;

import java.util.Optional;

/** The states of a fetch of ours: the answer and the stream come in any order (draft-07, section 6.7). */
enum FetchState {
    /** Waits for a Subscribe ID. */
    WAITING,
    /** FETCH is sent; neither answer nor stream has come. */
    PENDING,
    /** The stream is there, the answer is not. */
    STREAM_OPEN,
    /** The stream is over, the answer has not come. */
    STREAM_ENDED,
    /** FETCH_OK came; the stream has not. */
    GRANTED,
    /** FETCH_OK came, and the stream is open. */
    FLOWING,
    /** Nothing more is to come. */
    OVER;

    /** What happens to a fetch. */
    enum Event {
        SENT,
        OK,
        ERROR,
        STREAM,
        STREAM_END,
        CANCELLED
    }

    /** Returns the state after {@code event}; empty where it cannot happen now. */
    Optional<FetchState> next(Event event) {
        return switch (event) {
            case SENT -> this == WAITING ? Optional.of(PENDING) : Optional.empty();
            case OK -> afterOk();
            case ERROR -> isUnanswered() ? Optional.of(OVER) : Optional.empty();
            case STREAM -> afterStream();
            case STREAM_END -> afterStreamEnd();
            case CANCELLED -> this == OVER ? Optional.empty() : Optional.of(OVER);
        };
    }

    /** Returns whether the peer has yet to answer. */
    boolean isUnanswered() {
        return this == PENDING || this == STREAM_OPEN || this == STREAM_ENDED;
    }

    private Optional<FetchState> afterOk() {
        return switch (this) {
            case PENDING -> Optional.of(GRANTED);
            case STREAM_OPEN -> Optional.of(FLOWING);
            case STREAM_ENDED -> Optional.of(OVER);
            case WAITING, GRANTED, FLOWING, OVER -> Optional.empty();
        };
    }

    private Optional<FetchState> afterStream() {
        return switch (this) {
            case PENDING -> Optional.of(STREAM_OPEN);
            case GRANTED -> Optional.of(FLOWING);
            case WAITING, STREAM_OPEN, STREAM_ENDED, FLOWING, OVER -> Optional.empty();
        };
    }

    private Optional<FetchState> afterStreamEnd() {
        return switch (this) {
            case STREAM_OPEN -> Optional.of(STREAM_ENDED);
            case FLOWING -> Optional.of(OVER);
            case WAITING, PENDING, STREAM_ENDED, GRANTED, OVER -> Optional.empty();
        };
    }
}
