package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;

/** Where a subscription of ours is. */
enum SubscriptionState {
    /** The peer's limit on requests does not let it through yet. */
    WAITING,
    /** SUBSCRIBE was sent. */
    PENDING,
    /** Objects may come. */
    ACTIVE,
    /** PUBLISH_DONE came; late streams may follow. */
    ENDING,
    /** We left; the answer to SUBSCRIBE is still on its way. */
    ABANDONED,
    /** Nothing more follows. */
    OVER;

    /** What changes the state. */
    enum Event {
        SENT,
        OK,
        ERROR,
        DONE,
        /** All late streams have ended, or were waited for long enough. */
        DRAINED,
        /** We leave. */
        CANCEL
    }

    /** Returns the state after {@code event}, or null where it must not happen in this one. */
    @Nullable
    SubscriptionState after(Event event) {
        return switch (this) {
            case WAITING ->
                switch (event) {
                    case SENT -> PENDING;
                    case CANCEL -> OVER;
                    case OK, ERROR, DONE, DRAINED -> null;
                };
            case PENDING ->
                switch (event) {
                    case OK -> ACTIVE;
                    case ERROR -> OVER;
                    case CANCEL -> ABANDONED;
                    case SENT, DONE, DRAINED -> null;
                };
            case ACTIVE ->
                switch (event) {
                    case DONE -> ENDING;
                    case CANCEL -> OVER;
                    case SENT, OK, ERROR, DRAINED -> null;
                };
            case ENDING ->
                switch (event) {
                    case DRAINED, CANCEL -> OVER;
                    case SENT, OK, ERROR, DONE -> null;
                };
            case ABANDONED ->
                switch (event) {
                    case OK, ERROR -> OVER;
                    case CANCEL -> ABANDONED;
                    case SENT, DONE, DRAINED -> null;
                };
            case OVER -> event == Event.CANCEL ? OVER : null;
        };
    }
}
