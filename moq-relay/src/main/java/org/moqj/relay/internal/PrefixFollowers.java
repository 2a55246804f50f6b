package org.moqj.relay.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.TrackNamespace;

/** Who is told of namespaces as they come and go, and of tracks that are brought. Confined to the relay's thread. */
final class PrefixFollowers {

    private final NamespaceRoutes routes;
    private final Gate gate;
    private final Set<PrefixFollower> followers = new LinkedHashSet<>();

    PrefixFollowers(NamespaceRoutes routes, Gate gate) {
        this.routes = routes;
        this.gate = gate;
    }

    /**
     * Tells whoever asks of what there is, and of what comes and goes.
     *
     * @param brought the tracks that publishers have brought
     */
    void follow(NamespaceInterest interest, List<TrackPublisher> brought) {
        interest.accept();
        PrefixFollower follower = new PrefixFollower(interest, gate);
        followers.add(follower);
        routes.all().forEach(follower::appeared);
        brought.forEach(follower::brought);
        interest.unsubscribed().whenComplete((nothing, failure) -> {
            followers.remove(follower);
            follower.stop();
        });
    }

    void appeared(NamespaceOffer offer) {
        List.copyOf(followers).forEach(follower -> follower.appeared(offer));
    }

    void gone(TrackNamespace namespace) {
        List.copyOf(followers).forEach(follower -> follower.gone(namespace));
    }

    void brought(TrackPublisher track) {
        List.copyOf(followers).forEach(follower -> follower.brought(track));
    }

    /** Returns how many prefixes a session follows. */
    long of(MoqSession session) {
        return followers.stream()
                .filter(follower -> follower.session() == session)
                .count();
    }
}
