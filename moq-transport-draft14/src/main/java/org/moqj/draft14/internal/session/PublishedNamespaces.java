package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerText;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.NamespaceListener;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.PublishNamespaceCancel;
import org.moqj.draft14.internal.message.PublishNamespaceError;
import org.moqj.draft14.internal.message.PublishNamespaceOk;

/** The namespaces that we offer (draft-14, sections 6.2 and 9.23 to 9.27). Confined to the session's event loop. */
final class PublishedNamespaces {

    private final Link link;
    private final OutgoingRequests requests;
    private final Map<Long, PublishedNamespace> byId = new HashMap<>();
    private final Map<TrackNamespace, PublishedNamespace> byNamespace = new HashMap<>();

    PublishedNamespaces(Link link, OutgoingRequests requests) {
        this.link = link;
        this.requests = requests;
    }

    NamespaceHandle publish(NamespaceRequest request, NamespaceListener listener) {
        TrackNamespace namespace = request.namespace();
        NameLimits.check(namespace);
        if (byNamespace.containsKey(namespace)) {
            throw MoqRequestException.notPossible(
                    null,
                    "PUBLISH_NAMESPACE " + PeerText.shown(namespace.toString())
                            + " is not possible twice in one session",
                    "withdraw it first");
        }
        PublishedNamespace published = new PublishedNamespace(link, this, request, listener);
        requests.submit(published);
        byNamespace.put(namespace, published);
        return published;
    }

    void sent(PublishedNamespace published) {
        byId.put(published.requestId(), published);
    }

    void withdraw(PublishedNamespace published) {
        requests.withdraw(published);
    }

    /** Forgets what is over, and lets a namespace be offered anew that was withdrawn. */
    void changed(PublishedNamespace published) {
        RequestState state = published.state();
        if (state == RequestState.OVER || state == RequestState.ABANDONED) {
            byNamespace.remove(published.namespace(), published);
        }
        if (state == RequestState.OVER) {
            byId.remove(published.requestId(), published);
        }
    }

    void onOk(PublishNamespaceOk ok) throws ProtocolViolation {
        PublishedNamespace published = byId.get(ok.requestId());
        if (published == null) {
            requests.unexpectedAnswer("PUBLISH_NAMESPACE_OK", ok.requestId());
        } else {
            published.onOk();
        }
    }

    void onError(PublishNamespaceError error) throws ProtocolViolation {
        PublishedNamespace published = byId.get(error.requestId());
        if (published == null) {
            requests.unexpectedAnswer("PUBLISH_NAMESPACE_ERROR", error.requestId());
        } else {
            published.onError(error);
        }
    }

    /** Cancels a namespace; one that is withdrawn already has crossed the message, or the peer cancels whatever ends. */
    void onCancel(PublishNamespaceCancel cancel) {
        PublishedNamespace published = byNamespace.get(cancel.trackNamespace());
        if (published == null) {
            link.dropped("PUBLISH_NAMESPACE_CANCEL");
        } else {
            published.onCancel(cancel);
        }
    }
}
