package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Limits;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.PublishNamespace;
import org.moqj.draft14.internal.message.PublishNamespaceDone;
import org.moqj.draft14.internal.message.PublishNamespaceError;
import org.moqj.draft14.internal.message.ReasonPhrase;

/**
 * The namespaces that the peer offers, at most {@link Limits#maxNamespaces} (draft-14, sections 6.2 and 9.23 to 9.27).
 * Confined to the session's event loop.
 */
final class OfferedNamespaces {

    private final Link link;
    private final IncomingRequests requests;
    private final AuthTokens tokens;
    private final Map<TrackNamespace, OfferedNamespace> offered = new HashMap<>();

    OfferedNamespaces(Link link, IncomingRequests requests, AuthTokens tokens) {
        this.link = link;
        this.requests = requests;
        this.tokens = tokens;
    }

    void onPublishNamespace(PublishNamespace message) throws ProtocolViolation {
        requests.check(message.requestId());
        AuthTokens.Resolved resolved = tokens.resolve(message.parameters());
        Refusal refusal = resolved.refusal() != null ? resolved.refusal() : refusal(message.trackNamespace());
        if (refusal != null) {
            refuse(message.requestId(), refusal);
            return;
        }
        OfferedNamespace incoming = new OfferedNamespace(
                link, this, message.requestId(), new NamespaceRequest(message.trackNamespace(), resolved.tokens()));
        offered.put(message.trackNamespace(), incoming);
        link.listener().onPublishNamespace(incoming);
    }

    private @Nullable Refusal refusal(TrackNamespace namespace) {
        if (offered.containsKey(namespace)) {
            return Refusal.of(RequestError.UNINTERESTED, "this session has published it already");
        }
        int max = link.limits().maxNamespaces();
        if (offered.size() >= max) {
            return Refusal.of(RequestError.INTERNAL_ERROR, "more than " + max + " namespaces are published");
        }
        return requests.admit() ? null : requests.tooMany();
    }

    void refuse(long requestId, Refusal refusal) {
        link.send(new PublishNamespaceError(
                requestId, RequestCodes.PUBLISH_NAMESPACE.code(refusal), ReasonPhrase.of(refusal.reason())));
    }

    /** A request was answered, whatever the answer. */
    void answered() {
        requests.finished();
    }

    /** A namespace is not offered any more. */
    void gone(OfferedNamespace namespace) {
        offered.remove(namespace.request().namespace(), namespace);
    }

    void onDone(PublishNamespaceDone done) {
        OfferedNamespace namespace = offered.get(done.trackNamespace());
        if (namespace == null) { // refused, cancelled, or never offered: there is nothing to end
            link.dropped("PUBLISH_NAMESPACE_DONE");
        } else {
            namespace.onDone();
        }
    }
}
