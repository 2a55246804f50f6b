package org.moqj.relay.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;

/** Which session publishes which namespace. Confined to the relay's thread. */
final class NamespaceRoutes {

    private final Map<TrackNamespace, NamespaceOffer> offers = new HashMap<>();

    /** Returns the publishers of namespaces that {@code namespace} begins with, that of the longest first. */
    List<MoqSession> find(TrackNamespace namespace) {
        List<ByteString> fields = namespace.fields();
        Set<MoqSession> found = new LinkedHashSet<>();
        for (int length = fields.size(); length > 0; length--) {
            NamespaceOffer offer = offers.get(new TrackNamespace(fields.subList(0, length)));
            if (offer != null) {
                found.add(offer.session());
            }
        }
        return List.copyOf(found);
    }

    /** Sends what is under the offer's namespace there from now on; returns who had it before. */
    Optional<NamespaceOffer> put(NamespaceOffer offer) {
        return Optional.ofNullable(offers.put(offer.namespace(), offer));
    }

    /** Forgets {@code offer}; returns whether it was in force. */
    boolean remove(NamespaceOffer offer) {
        return offers.remove(offer.namespace(), offer);
    }

    boolean has(TrackNamespace namespace) {
        return offers.containsKey(namespace);
    }

    int size() {
        return offers.size();
    }

    Collection<NamespaceOffer> all() {
        return List.copyOf(offers.values());
    }
}
