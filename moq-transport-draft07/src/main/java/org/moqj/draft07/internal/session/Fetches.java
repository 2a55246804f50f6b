package org.moqj.draft07.internal.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchListener;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.TrackNames;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.FetchError;
import org.moqj.draft07.internal.message.FetchOk;

/** This end's fetches by Subscribe ID (draft-07, section 6.7). Confined to the session's event loop. */
final class Fetches {

    private final Link link;
    private final OutgoingRequests ids;
    private final Map<Long, OutgoingFetch> byId = new HashMap<>();

    Fetches(Link link, OutgoingRequests ids) {
        this.link = link;
        this.ids = ids;
    }

    /** Asks for a range. FETCH has no place for tokens: whoever has some learns that instead of asking without. */
    FetchHandle fetch(FetchRequest request, FetchListener listener) {
        link.peer().requireTakes(Feature.FETCH);
        link.peer().requirePublisher("FETCH");
        AuthTokens.requireNone(request.tokens(), "FETCH");
        if (!(request.what() instanceof FetchRequest.Standalone standalone)) {
            throw new UnsupportedFeatureException(Feature.JOINING_FETCH, "draft-07", "fetch a range instead");
        }
        if (standalone.range().end().isEmpty() || standalone.range().isEmpty()) {
            throw new IllegalArgumentException("A fetch has an end, not before its start: " + standalone.range());
        }
        TrackNames.requireTaken(link.peer().profile(), "FETCH", standalone.track());
        OutgoingFetch fetch = new OutgoingFetch(link, this, request, standalone, listener);
        ids.assign(fetch);
        return fetch;
    }

    void sent(OutgoingFetch fetch) {
        byId.put(fetch.subscribeId(), fetch);
    }

    void over(OutgoingFetch fetch) {
        ids.withdraw(fetch);
        byId.remove(fetch.subscribeId(), fetch);
    }

    void onOk(FetchOk message) throws ProtocolViolation {
        OutgoingFetch fetch = find(message.subscribeId());
        if (fetch != null) {
            fetch.onOk(message);
        }
    }

    void onError(FetchError message) throws ProtocolViolation {
        OutgoingFetch fetch = find(message.subscribeId());
        if (fetch != null) {
            fetch.onError(message);
        }
    }

    @Nullable
    OutgoingFetch byId(long subscribeId) {
        return byId.get(subscribeId);
    }

    void release() {
        List.copyOf(byId.values()).forEach(OutgoingFetch::release);
        byId.clear();
    }

    /** Returns null for a fetch that was given up here, whose answer was on its way. */
    private @Nullable OutgoingFetch find(long subscribeId) throws ProtocolViolation {
        ids.requireAssigned(subscribeId);
        return byId.get(subscribeId);
    }
}
