package org.moqj.draft14.internal.session;

import java.util.ArrayDeque;
import java.util.Queue;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.RequestsBlocked;

/**
 * The ids of our requests (draft-14, sections 9.1, 9.5 and 9.6): even ones of a client, odd ones of a server. A request
 * beyond the peer's limit waits. Confined to the session's event loop.
 */
final class OutgoingRequests {

    private static final int STEP = 2;

    private final Link link;
    private final Queue<Request> waiting = new ArrayDeque<>();
    private long nextId;
    private long limit;
    private long reportedLimit = -1;

    OutgoingRequests(Link link) {
        this.link = link;
        this.nextId = link.isClient() ? 0 : 1;
    }

    /** A request that gets its id when it is sent. */
    interface Request {

        /** Returns the message with its id. */
        ControlMessage message(long requestId);

        /** The message was sent. */
        void sent(long requestId);
    }

    /** Takes the limit that the peer's SETUP has. */
    void open(long initialLimit) {
        limit = initialLimit;
    }

    /** Takes a higher limit, and sends what waited for it. */
    void raise(long newLimit) throws ProtocolViolation {
        if (newLimit <= limit) {
            throw ProtocolViolation.invalid("Request ID", "the limit must rise above " + limit + ", is " + newLimit);
        }
        limit = newLimit;
        while (nextId < limit && !waiting.isEmpty()) {
            send(waiting.remove());
        }
        reportBlocked();
    }

    /** Sends {@code request} at once, or when the peer lets it. */
    void submit(Request request) {
        if (nextId < limit && waiting.isEmpty()) {
            send(request);
            return;
        }
        if (link.has(PeerProfile.Quirk.NO_SESSION_UPDATES)) {
            throw MoqRequestException.beyondLimit(limit / STEP);
        }
        link.checkSendable(request.message(Varint.MAX)); // now is when the caller can be told, whatever its id will be
        waiting.add(request);
        reportBlocked();
    }

    private void send(Request request) {
        link.send(request.message(nextId));
        long id = nextId;
        nextId += STEP;
        request.sent(id);
    }

    private void reportBlocked() {
        if (!waiting.isEmpty() && reportedLimit != limit) {
            reportedLimit = limit;
            link.send(new RequestsBlocked(limit));
        }
    }

    /** Takes back a request that still waits. */
    void withdraw(Request request) {
        waiting.remove(request);
    }

    /** Returns whether {@code requestId} is one that we have used. */
    boolean isUsed(long requestId) {
        return requestId < nextId && (requestId & 1) == (nextId & 1);
    }

    /**
     * An answer names no request that waits for one: it was never made, or was answered before.
     *
     * @throws ProtocolViolation unless the peer is known for answers about what is long over
     */
    void unexpectedAnswer(String message, long requestId) throws ProtocolViolation {
        if (!isUsed(requestId) || !link.has(PeerProfile.Quirk.STALE_REQUESTS)) {
            throw ProtocolViolation.invalid("Request ID", message + " answers no open request: " + requestId);
        }
        link.dropped(message);
    }
}
