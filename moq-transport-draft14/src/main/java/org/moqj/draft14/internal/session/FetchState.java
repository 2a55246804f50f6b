package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;

/** Where a fetch of ours is: its answer and its stream come in either order. */
enum FetchState {
    /** The peer's limit on requests does not let it through yet. */
    WAITING,
    /** It was sent. */
    PENDING,
    /** The answer was yes; the stream has not ended. */
    GRANTED,
    /** The stream has ended; there was no answer yet. */
    STREAMED,
    /** We gave it up; the answer is still on its way. */
    ABANDONED,
    /** Nothing more follows. */
    OVER;

    /** What changes the state. */
    enum Event {
        SENT,
        OK,
        ERROR,
        STREAM_ENDED,
        /** We give it up. */
        CANCEL
    }

    /** Returns the state after {@code event}, or null where it must not happen in this one. */
    @Nullable
    FetchState after(Event event) {
        return switch (this) {
            case WAITING ->
                switch (event) {
                    case SENT -> PENDING;
                    case CANCEL -> OVER;
                    case OK, ERROR, STREAM_ENDED -> null;
                };
            case PENDING ->
                switch (event) {
                    case OK -> GRANTED;
                    case ERROR -> OVER;
                    case STREAM_ENDED -> STREAMED;
                    case CANCEL -> ABANDONED;
                    case SENT -> null;
                };
            case GRANTED ->
                switch (event) {
                    case STREAM_ENDED, CANCEL -> OVER;
                    case SENT, OK, ERROR -> null;
                };
            case STREAMED ->
                switch (event) {
                    case OK, ERROR -> OVER;
                    case CANCEL -> ABANDONED;
                    case SENT, STREAM_ENDED -> null;
                };
            case ABANDONED ->
                switch (event) {
                    case OK, ERROR -> OVER;
                    case CANCEL, STREAM_ENDED -> ABANDONED;
                    case SENT -> null;
                };
            case OVER ->
                switch (event) {
                    case CANCEL, STREAM_ENDED -> OVER;
                    case SENT, OK, ERROR -> null;
                };
        };
    }
}
