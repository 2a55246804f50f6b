package org.moqj.draft07.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerText;
import org.moqj.core.RequestError;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.RequestListener;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.SubscribeAnnouncesError;
import org.moqj.draft07.internal.message.SubscribeAnnouncesOk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prefixes that this end follows, none of which contains another (draft-07, section 6.13). Confined to the
 * session's event loop.
 */
final class NamespaceSubscriptions {

    private static final Logger log = LoggerFactory.getLogger(NamespaceSubscriptions.class);

    private final Link link;
    private final Map<TrackNamespace, NamespaceSubscription> byPrefix = new HashMap<>();

    NamespaceSubscriptions(Link link) {
        this.link = link;
    }

    RequestHandle follow(NamespaceRequest request, RequestListener listener) {
        TrackNamespace prefix = request.namespace();
        link.peer().requireTakes(Feature.NAMESPACE_DISCOVERY);
        link.peer().requirePublisher("SUBSCRIBE_ANNOUNCES");
        if (prefix.fields().isEmpty()) {
            throw MoqRequestException.notPossible(
                    null,
                    "SUBSCRIBE_ANNOUNCES with an empty prefix: draft-07 does not say what that means",
                    "give at least one field of the namespaces to look for");
        }
        AuthTokens.of(request.tokens()); // refuses what cannot be sent, before anything is
        requireNoOverlap(prefix);
        NamespaceSubscription followed = new NamespaceSubscription(link, this, request, listener);
        byPrefix.put(prefix, followed);
        followed.send();
        return followed;
    }

    void onOk(SubscribeAnnouncesOk message) throws ProtocolViolation {
        NamespaceSubscription followed = find(message.prefix());
        if (followed != null) {
            followed.onOk();
        }
    }

    void onError(SubscribeAnnouncesError message) throws ProtocolViolation {
        NamespaceSubscription followed = find(message.prefix());
        if (followed != null) {
            followed.onError(message);
        }
    }

    void over(NamespaceSubscription followed) {
        byPrefix.remove(followed.prefix(), followed);
    }

    void release() {
        byPrefix.clear();
    }

    private void requireNoOverlap(TrackNamespace prefix) {
        for (TrackNamespace followed : byPrefix.keySet()) {
            if (prefix.startsWith(followed) || followed.startsWith(prefix)) {
                throw MoqRequestException.notPossible(
                        RequestError.NAMESPACE_PREFIX_OVERLAP,
                        "SUBSCRIBE_ANNOUNCES " + PeerText.shown(prefix.toString()) + " overlaps with "
                                + PeerText.shown(followed.toString()),
                        RequestError.NAMESPACE_PREFIX_OVERLAP.hint());
            }
        }
    }

    private @Nullable NamespaceSubscription find(TrackNamespace prefix) {
        NamespaceSubscription followed = byPrefix.get(prefix);
        if (followed == null) {
            log.debug("session={} answer for a prefix that is not followed", link.sessionId());
        }
        return followed;
    }
}
