package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeOk;

/** Our questions for the state of tracks (draft-14, sections 9.20 to 9.22). Confined to the session's event loop. */
final class TrackStatusQueries {

    private final Link link;
    private final OutgoingRequests requests;
    private final Map<Long, TrackStatusQuery> byId = new HashMap<>();

    TrackStatusQueries(Link link, OutgoingRequests requests) {
        this.link = link;
        this.requests = requests;
    }

    RequestHandle query(TrackStatusRequest request, TrackStatusListener listener) {
        TrackStatusQuery query = new TrackStatusQuery(link, this, request, listener);
        requests.submit(query);
        return query;
    }

    void sent(TrackStatusQuery query) {
        byId.put(query.requestId(), query);
    }

    void withdraw(TrackStatusQuery query) {
        requests.withdraw(query);
    }

    void over(TrackStatusQuery query) {
        byId.remove(query.requestId(), query);
    }

    void onOk(SubscribeOk ok) throws ProtocolViolation {
        TrackStatusQuery query = byId.get(ok.requestId());
        if (query == null) {
            requests.unexpectedAnswer("TRACK_STATUS_OK", ok.requestId());
        } else {
            query.onOk(ok);
        }
    }

    void onError(SubscribeError error) throws ProtocolViolation {
        TrackStatusQuery query = byId.get(error.requestId());
        if (query == null) {
            requests.unexpectedAnswer("TRACK_STATUS_ERROR", error.requestId());
        } else {
            query.onError(error);
        }
    }
}
