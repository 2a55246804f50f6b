package org.moqj.draft07.internal.session;

import org.moqj.core.PeerProfile.Quirk;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.MaxSubscribeId;
import org.moqj.draft07.internal.message.SessionCode;

/**
 * The Subscribe IDs of the peer's requests: rising, below the limit that this end sets, and raised as requests end, so
 * that a peer has at most {@link org.moqj.core.Limits#maxRequests()} open (draft-07, sections 6.4 and 6.20).
 *
 * <p>Confined to the session's event loop.
 */
final class IncomingRequests {

    private final Link link;
    private final int maxOpen;
    private long limit;
    private long next;
    private int open;

    IncomingRequests(Link link) {
        this.link = link;
        this.maxOpen = link.limits().maxRequests();
        this.limit = maxOpen;
    }

    /** Returns what this end's SETUP states. */
    long initialLimit() {
        return limit;
    }

    /** Takes the ID of a new request. */
    void begin(long subscribeId) throws ProtocolViolation {
        requireGranted(subscribeId);
        if (subscribeId < next) {
            throw ProtocolViolation.invalid("Subscribe ID", "must rise, is " + subscribeId + " after " + (next - 1));
        }
        next = subscribeId + 1;
        open++;
    }

    /** Checks an ID in any message of the peer about its own requests. */
    void requireGranted(long subscribeId) throws ProtocolViolation {
        if (subscribeId >= limit && !isUnlimited()) {
            throw new ProtocolViolation(
                    ProtocolViolation.Kind.INVALID,
                    SessionCode.TOO_MANY_SUBSCRIBES.code(),
                    "Subscribe ID",
                    "must be below " + limit + ", is " + subscribeId);
        }
    }

    /** Returns whether a request with this ID, or a higher one, was ever made. */
    boolean wasUsed(long subscribeId) {
        return subscribeId < next;
    }

    /** Returns whether more requests are open than a peer may have; only where the limit is not enforced. */
    boolean isOverFull() {
        return open > maxOpen;
    }

    /** Takes note that a request has ended, and lets the peer make more in its place. */
    void end() {
        open--;
        long raised = next + maxOpen - open;
        boolean halfUsed = limit - next <= maxOpen / 2;
        if (halfUsed && raised > limit && !isUnlimited()) {
            limit = raised;
            link.control().send(new MaxSubscribeId(limit));
        }
    }

    private boolean isUnlimited() {
        return link.peer().has(Quirk.UNSTATED_REQUEST_LIMIT);
    }
}
