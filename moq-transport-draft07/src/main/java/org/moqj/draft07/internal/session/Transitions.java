package org.moqj.draft07.internal.session;

import java.util.Optional;
import org.moqj.core.spi.wire.ProtocolViolation;

/** What follows when a state machine has no place for an event: who caused it is at fault. */
final class Transitions {

    private Transitions() {}

    /** Takes a transition that a message of the peer asks for. */
    static <S> S byPeer(Optional<S> next, String message, S state) throws ProtocolViolation {
        if (next.isEmpty()) {
            throw ProtocolViolation.invalid("Message Type", message + " must not come in state " + state);
        }
        return next.get();
    }

    /** Takes a transition that this end decides on. */
    static <S> S ours(Optional<S> next, Object event, S state) {
        return next.orElseThrow(() -> new IllegalStateException(event + " in state " + state));
    }
}
