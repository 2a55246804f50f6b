package org.moqj.draft07.internal.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.Fetch;
import org.moqj.draft07.internal.message.FetchCancel;
import org.moqj.draft07.internal.message.FetchError;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peer's fetches by Subscribe ID (draft-07, section 6.7). Confined to the session's event loop. */
final class ServedFetches {

    private static final Logger log = LoggerFactory.getLogger(ServedFetches.class);

    private final Link link;
    private final IncomingRequests ids;
    private final StreamPriorities priorities;
    private final Map<Long, ServedFetch> byId = new HashMap<>();

    ServedFetches(Link link, IncomingRequests ids, StreamPriorities priorities) {
        this.link = link;
        this.ids = ids;
        this.priorities = priorities;
    }

    StreamPriorities priorities() {
        return priorities;
    }

    void onFetch(Fetch message) throws ProtocolViolation {
        ids.begin(message.subscribeId());
        Optional<FullTrackName> track = Publications.trackName(message.namespace(), message.name());
        if (track.isEmpty()) {
            refuse(message, "the full track name is too long");
        } else if (ServedFetch.rangeOf(message).isEmpty()) {
            refuse(message, "the range ends before it starts");
        } else if (ids.isOverFull()) {
            refuse(message, "too many requests are open");
        } else {
            ServedFetch fetch = new ServedFetch(link, this, message, track.get());
            byId.put(message.subscribeId(), fetch);
            link.listener().onFetch(fetch);
        }
    }

    void onCancel(FetchCancel message) throws ProtocolViolation {
        ids.requireGranted(message.subscribeId());
        ServedFetch fetch = byId.get(message.subscribeId());
        if (fetch == null) {
            log.debug("session={} FETCH_CANCEL of {}, which is over", link.sessionId(), message.subscribeId());
        } else {
            fetch.onCancelled();
        }
    }

    /** The peer has heard the last of {@code fetch}. */
    void forget(ServedFetch fetch) {
        byId.remove(fetch.subscribeId(), fetch);
    }

    /** Nothing is left of a fetch, at either end: the peer may make another request. */
    void closed() {
        ids.end();
    }

    void release() {
        byId.clear();
    }

    private void refuse(Fetch message, String reason) {
        link.control().send(new FetchError(message.subscribeId(), 0x0, ReasonPhrase.of(reason)));
        ids.end();
    }
}
