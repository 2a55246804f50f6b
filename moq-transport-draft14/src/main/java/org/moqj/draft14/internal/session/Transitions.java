package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.wire.ProtocolViolation;

/** What follows when an event must not happen in a state: our own mistake, or the peer's. */
final class Transitions {

    private Transitions() {}

    /** Returns {@code next}, which is null where this end must not cause {@code event} in {@code state}. */
    static <S> S ours(@Nullable S next, Object event, Object state) {
        if (next == null) {
            throw new IllegalStateException(event + " in state " + state);
        }
        return next;
    }

    /** Returns {@code next}, which is null where the peer must not cause {@code event} in {@code state}. */
    static <S> S peers(@Nullable S next, Object event, Object state, long requestId) throws ProtocolViolation {
        if (next == null) {
            throw ProtocolViolation.invalid("Request ID", event + " for request " + requestId + ", which is " + state);
        }
        return next;
    }
}
