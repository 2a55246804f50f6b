package org.moqj.draft14.internal.session;

import org.moqj.core.PeerProfile;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.MaxRequestId;

/**
 * The ids of the peer's requests (draft-14, sections 9.1 and 9.5), and how many it may have open: {@link
 * Limits#maxRequests}. Confined to the session's event loop.
 *
 * <p>A server grants ids as requests finish. A client states one large limit in its setup, because deployed relays end
 * the session over a later one; then too many open requests are refused one by one. So does a server to such a peer.
 */
final class IncomingRequests {

    /** Enough for any session, and the most that takes four bytes. */
    static final long LARGE_LIMIT = (1L << 30) - 1;

    private static final int STEP = 2;

    private final Link link;
    private final int maxOpen;
    private long nextId;
    private long granted;
    private int open;

    IncomingRequests(Link link) {
        this.link = link;
        this.maxOpen = link.limits().maxRequests();
        this.nextId = link.isClient() ? 1 : 0;
    }

    /** Returns the limit for our SETUP. Of a server's, the peer must have been recognised before. */
    long initialLimit() {
        boolean once = link.isClient() || link.has(PeerProfile.Quirk.NO_SESSION_UPDATES);
        granted = once ? LARGE_LIMIT : (long) STEP * maxOpen;
        return granted;
    }

    /** Checks the id of a new request. */
    void check(long requestId) throws ProtocolViolation {
        if ((requestId & 1) != (nextId & 1)) {
            throw SessionCode.INVALID_REQUEST_ID.violation("Request ID", "not one of the peer's: " + requestId);
        }
        if (requestId < nextId || (requestId != nextId && isExact())) {
            throw SessionCode.INVALID_REQUEST_ID.violation("Request ID", "expected " + nextId + ", is " + requestId);
        }
        if (requestId >= granted) {
            throw SessionCode.TOO_MANY_REQUESTS.violation("Request ID", requestId + " is not below " + granted);
        }
        nextId = requestId + STEP;
        link.later(this::grant); // once it is known whether this one stays open
    }

    /** Gaps are let through, as peers leave them, but not where the user asked for the draft's letter. */
    private boolean isExact() {
        return link.options().profile().filter(PeerProfile.STRICT::equals).isPresent();
    }

    /** Takes a request among the open ones, or returns false where there are too many. */
    boolean admit() {
        if (open >= maxOpen) {
            return false;
        }
        open++;
        return true;
    }

    /** Returns what refuses a request that was not admitted. */
    Refusal tooMany() {
        return Refusal.of(RequestError.INTERNAL_ERROR, "more than " + maxOpen + " requests are open");
    }

    /** An admitted request is over. */
    void finished() {
        open--;
        grant();
    }

    private void grant() {
        long due = nextId + (long) STEP * (maxOpen - open);
        if (due - granted >= maxOpen && !link.has(PeerProfile.Quirk.NO_SESSION_UPDATES)) { // half of them are used up
            granted = due;
            link.send(new MaxRequestId(granted));
        }
    }

    /** Returns whether the peer has used {@code requestId}. */
    boolean isUsed(long requestId) {
        return requestId < nextId && (requestId & 1) == (nextId & 1);
    }
}
