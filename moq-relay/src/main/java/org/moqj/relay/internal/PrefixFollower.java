package org.moqj.relay.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.Feature;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.TrackNamespace;
import org.moqj.relay.AccessRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One who is told of the namespaces under a prefix, and of the tracks that are brought there. Confined to the relay's thread. */
final class PrefixFollower {

    private static final Logger LOG = LoggerFactory.getLogger(PrefixFollower.class);

    private final NamespaceInterest interest;
    private final Gate gate;
    private final Map<TrackNamespace, CompletableFuture<PublishedNamespace>> told = new HashMap<>();
    private boolean over;

    PrefixFollower(NamespaceInterest interest, Gate gate) {
        this.interest = interest;
        this.gate = gate;
    }

    MoqSession session() {
        return interest.session();
    }

    /** A namespace is published. */
    void appeared(NamespaceOffer offer) {
        TrackNamespace namespace = offer.namespace();
        if (!namespace.startsWith(interest.prefix()) || told.containsKey(namespace)) {
            return;
        }
        CompletableFuture<PublishedNamespace> telling = session().publishNamespace(namespace);
        told.put(namespace, telling);
        telling.whenComplete((published, failure) -> {
            if (failure != null && told.remove(namespace, telling)) {
                LOG.debug("a follower did not take a namespace: {}", failure.getMessage());
            }
        });
    }

    /** A namespace is no longer published. */
    void gone(TrackNamespace namespace) {
        CompletableFuture<PublishedNamespace> telling = told.remove(namespace);
        if (telling != null && !telling.cancel(false) && !telling.isCompletedExceptionally()) {
            telling.join().close();
        }
    }

    /** A publisher has brought a track: it goes on to whoever may have it, in drafts that can say so (PUBLISH). */
    void brought(TrackPublisher track) {
        if (track.name().namespace().startsWith(interest.prefix()) && session().supports(Feature.PUBLISH)) {
            AccessRequest asked = AccessRequest.ofTrack(
                    AccessRequest.Kind.SUBSCRIBE, session().info(), track.name(), interest.tokens());
            gate.ifPermitted(session(), asked, () -> offer(track));
        }
    }

    private void offer(TrackPublisher track) {
        if (!over) {
            session().offer(track).whenComplete((agreed, failure) -> {
                if (failure != null) {
                    LOG.debug("a follower did not take a track: {}", failure.getMessage());
                }
            });
        }
    }

    /** It has heard enough. */
    void stop() {
        over = true;
        List.copyOf(told.keySet()).forEach(this::gone);
    }
}
