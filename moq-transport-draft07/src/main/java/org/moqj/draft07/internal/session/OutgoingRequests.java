package org.moqj.draft07.internal.session;

import java.util.ArrayDeque;
import java.util.Queue;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;

/**
 * The Subscribe IDs of this end's requests: rising by one, below the limit that the peer sets, which SUBSCRIBE and
 * FETCH share (draft-07, sections 6.2.2.3 and 6.20). A request beyond the limit waits for a higher one.
 *
 * <p>Confined to the session's event loop.
 */
final class OutgoingRequests {

    private final Queue<Request> waiting = new ArrayDeque<>();
    private long next;
    private long limit;

    /** A request that needs an ID before it can be sent. */
    @FunctionalInterface
    interface Request {
        void send(long subscribeId);
    }

    /** Sets the limit that the peer's SETUP states; 0 where it states none. */
    void setInitialLimit(long initial) {
        limit = initial;
    }

    /** Lifts the limit: the peer is known to have none. */
    void setUnlimited() {
        limit = Varint.MAX;
    }

    /** Sends {@code request} now, or once the peer allows it. */
    void assign(Request request) {
        if (next < limit) {
            request.send(next++);
        } else {
            waiting.add(request);
        }
    }

    /** Takes a request back that waits; no effect on others. */
    void withdraw(Request request) {
        waiting.remove(request);
    }

    /** Takes MAX_SUBSCRIBE_ID. */
    void raise(long newLimit) throws ProtocolViolation {
        if (newLimit <= limit) {
            throw ProtocolViolation.invalid("Subscribe ID", "must rise above " + limit + ", is " + newLimit);
        }
        limit = newLimit;
        while (next < limit && !waiting.isEmpty()) {
            waiting.remove().send(next++);
        }
    }

    /** Returns whether {@code subscribeId} was ever given to a request. */
    boolean wasAssigned(long subscribeId) {
        return subscribeId < next;
    }

    /** Checks that an answer of the peer is about a request that was made. */
    void requireAssigned(long subscribeId) throws ProtocolViolation {
        if (!wasAssigned(subscribeId)) {
            throw ProtocolViolation.invalid("Subscribe ID", "there was no request " + subscribeId);
        }
    }
}
