package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;

/** Where a request of ours is that has a yes or no for an answer, and perhaps an end of its own. */
enum RequestState {
    /** The peer's limit on requests does not let it through yet. */
    WAITING,
    /** It was sent. */
    PENDING,
    /** The peer said yes. */
    ACTIVE,
    /** We gave it up; the answer is still on its way. */
    ABANDONED,
    /** Nothing more follows. */
    OVER;

    /** What changes the state. */
    enum Event {
        SENT,
        OK,
        ERROR,
        /** We give it up. */
        CANCEL,
        /** The peer ends it. */
        END
    }

    /** Returns the state after {@code event}, or null where it must not happen in this one. */
    @Nullable
    RequestState after(Event event) {
        return switch (this) {
            case WAITING ->
                switch (event) {
                    case SENT -> PENDING;
                    case CANCEL -> OVER;
                    case OK, ERROR, END -> null;
                };
            case PENDING ->
                switch (event) {
                    case OK -> ACTIVE;
                    case ERROR -> OVER;
                    case CANCEL -> ABANDONED;
                    case SENT, END -> null;
                };
            case ACTIVE ->
                switch (event) {
                    case CANCEL, END -> OVER;
                    case SENT, OK, ERROR -> null;
                };
            case ABANDONED ->
                switch (event) {
                    case OK, ERROR -> OVER;
                    case CANCEL -> ABANDONED;
                    case SENT, END -> null;
                };
            case OVER -> event == Event.CANCEL ? OVER : null;
        };
    }
}
