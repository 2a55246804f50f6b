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
final class OurPrefixes {

    private static final Logger log = LoggerFactory.getLogger(OurPrefixes.class);

    private final Shared shared;
    private final Map<TrackNamespace, OurPrefix> byPrefix = new HashMap<>();

    OurPrefixes(Shared shared) {
        this.shared = shared;
    }

    RequestHandle follow(NamespaceRequest request, RequestListener listener) {
        TrackNamespace prefix = request.namespace();
        shared.peer().requireSurvives(Feature.NAMESPACE_DISCOVERY, "SUBSCRIBE_ANNOUNCES");
        shared.peer().requirePublisher("SUBSCRIBE_ANNOUNCES");
        if (prefix.fields().isEmpty()) {
            throw MoqRequestException.notPossible(
                    null,
                    "SUBSCRIBE_ANNOUNCES with an empty prefix: draft-07 does not say what that means",
                    "give at least one field of the namespaces to look for");
        }
        TokenParameter.of(request.tokens()); // refuses what cannot be sent, before anything is
        requireNoOverlap(prefix);
        OurPrefix followed = new OurPrefix(shared, this, request, listener);
        byPrefix.put(prefix, followed);
        followed.send();
        return followed;
    }

    void onOk(SubscribeAnnouncesOk message) throws ProtocolViolation {
        OurPrefix followed = find(message.prefix());
        if (followed != null) {
            followed.onOk();
        }
    }

    void onError(SubscribeAnnouncesError message) throws ProtocolViolation {
        OurPrefix followed = find(message.prefix());
        if (followed != null) {
            followed.onError(message);
        }
    }

    void over(OurPrefix followed) {
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

    private @Nullable OurPrefix find(TrackNamespace prefix) {
        OurPrefix followed = byPrefix.get(prefix);
        if (followed == null) {
            log.debug("session={} answer for a prefix that is not followed", shared.sessionId());
        }
        return followed;
    }
}
