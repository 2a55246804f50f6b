package org.moqj.draft14.internal.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerText;
import org.moqj.core.RequestError;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.RequestListener;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.SubscribeNamespaceError;
import org.moqj.draft14.internal.message.SubscribeNamespaceOk;

/** The prefixes that we follow (draft-14, sections 6.1 and 9.28 to 9.31). Confined to the session's event loop. */
final class NamespaceSubscriptions {

    private final Link link;
    private final OutgoingRequests requests;
    private final Map<Long, NamespaceSubscription> byId = new HashMap<>();
    private final List<NamespaceSubscription> live = new ArrayList<>();

    NamespaceSubscriptions(Link link, OutgoingRequests requests) {
        this.link = link;
        this.requests = requests;
    }

    RequestHandle subscribe(NamespaceRequest request, RequestListener listener) {
        TrackNamespace prefix = request.namespace();
        NameLimits.check(prefix);
        if (live.stream().anyMatch(other -> overlap(other.prefix(), prefix))) {
            throw MoqRequestException.notPossible(
                    RequestError.NAMESPACE_PREFIX_OVERLAP,
                    "SUBSCRIBE_NAMESPACE " + PeerText.shown(prefix.toString())
                            + " overlaps with a prefix that is followed already",
                    RequestError.NAMESPACE_PREFIX_OVERLAP.hint());
        }
        NamespaceSubscription subscription = new NamespaceSubscription(link, this, request, listener);
        requests.submit(subscription);
        live.add(subscription);
        return subscription;
    }

    /** Returns whether one of two prefixes is a prefix of the other. */
    static boolean overlap(TrackNamespace one, TrackNamespace other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    void sent(NamespaceSubscription subscription) {
        byId.put(subscription.requestId(), subscription);
    }

    void withdraw(NamespaceSubscription subscription) {
        requests.withdraw(subscription);
    }

    /** Forgets what is over, and lets a prefix be followed anew that was given up. */
    void changed(NamespaceSubscription subscription) {
        RequestState state = subscription.state();
        if (state == RequestState.OVER || state == RequestState.ABANDONED) {
            live.remove(subscription);
        }
        if (state == RequestState.OVER) {
            byId.remove(subscription.requestId(), subscription);
        }
    }

    void onOk(SubscribeNamespaceOk ok) throws ProtocolViolation {
        NamespaceSubscription subscription = byId.get(ok.requestId());
        if (subscription == null) {
            requests.unexpectedAnswer("SUBSCRIBE_NAMESPACE_OK", ok.requestId());
        } else {
            subscription.onOk();
        }
    }

    void onError(SubscribeNamespaceError error) throws ProtocolViolation {
        NamespaceSubscription subscription = byId.get(error.requestId());
        if (subscription == null) {
            requests.unexpectedAnswer("SUBSCRIBE_NAMESPACE_ERROR", error.requestId());
        } else {
            subscription.onError(error);
        }
    }
}
