package org.moqj.relay.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.model.TrackNamespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One who is told of the namespaces under a prefix, but for its own. Confined to the relay's thread. */
final class PrefixFollower {

    private static final Logger LOG = LoggerFactory.getLogger(PrefixFollower.class);

    private final NamespaceInterest interest;
    private final Map<TrackNamespace, CompletableFuture<PublishedNamespace>> told = new HashMap<>();

    PrefixFollower(NamespaceInterest interest) {
        this.interest = interest;
    }

    MoqSession session() {
        return interest.session();
    }

    /** A namespace is published. */
    void appeared(NamespaceOffer offer) {
        TrackNamespace namespace = offer.namespace();
        if (offer.session() == session() || !namespace.startsWith(interest.prefix()) || told.containsKey(namespace)) {
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

    /** It has heard enough. */
    void stop() {
        List.copyOf(told.keySet()).forEach(this::gone);
    }
}
