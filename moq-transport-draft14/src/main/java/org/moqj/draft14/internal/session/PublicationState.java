package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;

/** Where a subscription of the peer is, from our side. */
enum PublicationState {
    /** Our PUBLISH waits for the peer's limit on requests. */
    WAITING,
    /** Our PUBLISH was sent; objects may flow before its answer. */
    OFFERED,
    /** Both ends have agreed. */
    ACTIVE,
    /** We ended it; the answer to PUBLISH is still on its way. */
    ABANDONED,
    /** Nothing more is sent. */
    OVER;

    /** What changes the state. */
    enum Event {
        SENT,
        OK,
        ERROR,
        /** The subscriber left. */
        UNSUBSCRIBE,
        /** We are done. */
        DONE
    }

    /** Returns the state after {@code event}, or null where it must not happen in this one. */
    @Nullable
    PublicationState after(Event event) {
        return switch (this) {
            case WAITING ->
                switch (event) {
                    case SENT -> OFFERED;
                    case DONE -> OVER;
                    case OK, ERROR, UNSUBSCRIBE -> null;
                };
            case OFFERED ->
                switch (event) {
                    case OK -> ACTIVE;
                    case ERROR -> OVER;
                    case UNSUBSCRIBE, DONE -> ABANDONED;
                    case SENT -> null;
                };
            case ACTIVE ->
                switch (event) {
                    case UNSUBSCRIBE, DONE -> OVER;
                    case SENT, OK, ERROR -> null;
                };
            case ABANDONED ->
                switch (event) {
                    case OK, ERROR -> OVER;
                    case UNSUBSCRIBE, DONE -> ABANDONED;
                    case SENT -> null;
                };
            case OVER -> event == Event.DONE || event == Event.UNSUBSCRIBE ? OVER : null;
        };
    }
}
