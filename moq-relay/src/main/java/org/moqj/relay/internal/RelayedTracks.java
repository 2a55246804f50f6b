package org.moqj.relay.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.moqj.core.MoqSession;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.TrackStats;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.relay.internal.Upstream.Kind;

/** The tracks that pass through, by their names. Confined to the relay's thread. */
final class RelayedTracks {

    private final RelaySettings settings;
    private final RelayThread thread;
    private final NamespaceRoutes routes;
    private final Tallies tallies;
    private final Function<FullTrackName, TrackPublisher> maker;
    private final Consumer<TrackPublisher> onBrought;
    private final Map<FullTrackName, RelayedTrack> tracks = new HashMap<>();
    private final Set<RelayedTrack> unretired = new HashSet<>();

    /**
     * Begins without any.
     *
     * @param maker makes a track of a name
     * @param onBrought told of each track that a publisher has brought of its own accord
     */
    RelayedTracks(
            RelaySettings settings,
            RelayThread thread,
            NamespaceRoutes routes,
            Tallies tallies,
            Function<FullTrackName, TrackPublisher> maker,
            Consumer<TrackPublisher> onBrought) {
        this.settings = settings;
        this.thread = thread;
        this.routes = routes;
        this.tallies = tallies;
        this.maker = maker;
        this.onBrought = onBrought;
    }

    /** Serves {@code request} from the track that passes already, or from the namespace's publisher. */
    void subscribe(TrackRequest request) {
        RelayedTrack known = tracks.get(request.track());
        if (known != null) {
            known.serve(request);
            return;
        }
        List<MoqSession> publishers = routes.find(request.track().namespace());
        if (publishers.isEmpty()) {
            tallies.refused();
            request.refuse(Refusals.noSuchTrack());
        } else if (isFull()) {
            tallies.refused();
            request.refuse(Refusals.limit("tracks"));
        } else {
            RelayedTrack asked = add(request.track());
            asked.serve(request);
            publishers.forEach(publisher -> ask(asked, publisher, Kind.ASKED));
        }
    }

    private boolean isFull() {
        return unretired.size() >= settings.limits().maxTracks();
    }

    private static void ask(RelayedTrack track, MoqSession publisher, Kind kind) {
        track.from(publisher, kind, publisher.relay(track.track(), SubscribeOptions.defaults()));
    }

    private RelayedTrack add(FullTrackName name) {
        RelayedTrack added = new RelayedTrack(maker.apply(name), thread, settings.linger(), new Life());
        tracks.put(name, added);
        unretired.add(added);
        added.watch();
        return added;
    }

    /** Keeps the account of tracks. */
    private final class Life implements RelayedTrack.Life {

        @Override
        public void onBrought(RelayedTrack track) {
            onBrought.accept(track.track());
        }

        @Override
        public void onOver(RelayedTrack track) {
            tracks.remove(track.track().name(), track);
        }

        @Override
        public void onRetired(RelayedTrack track) {
            if (unretired.remove(track)) {
                tallies.trackEnded(track.track().stats());
            }
        }
    }

    /**
     * Takes a track that its publisher brings of its own accord, beside others that have it. Where it is behind them, or
     * has nothing when they have, it begins anew, and who watches is to ask again.
     */
    void publish(TrackOffer offer) {
        RelayedTrack known = tracks.get(offer.track());
        if (known == null || beginsAnew(offer, known)) {
            if (isFull()) {
                tallies.refused();
                offer.refuse(Refusals.limit("tracks"));
                return;
            }
            if (known != null) {
                known.begunAnew();
            }
            known = add(offer.track());
        }
        take(offer, known);
    }

    private static boolean beginsAnew(TrackOffer offer, RelayedTrack known) {
        Optional<Location> here = known.track().largest();
        return here.isPresent() && (offer.largest().isEmpty() || Upstream.isBehind(offer.largest(), here));
    }

    private static void take(TrackOffer offer, RelayedTrack track) {
        CompletableFuture<Subscription> agreed;
        try {
            agreed = offer.accept(SubscribeOptions.defaults(), track.track());
        } catch (IllegalStateException late) {
            agreed = CompletableFuture.failedFuture(late);
        }
        track.from(offer.session(), Kind.BROUGHT, agreed);
    }

    /**
     * A session publishes {@code namespace} from now on: it is asked for the tracks that are watched there, too.
     *
     * @param isSuccessor whether it has taken the namespace over from another session
     */
    void published(TrackNamespace namespace, MoqSession publisher, boolean isSuccessor) {
        for (RelayedTrack track : List.copyOf(tracks.values())) {
            boolean isThere = track.track().name().namespace().startsWith(namespace);
            if (isThere && !track.comesFrom(publisher)) {
                ask(track, publisher, isSuccessor ? Kind.SUCCESSOR : Kind.ASKED);
            }
        }
    }

    /** Returns the track of this name where objects of it pass. */
    Optional<RelayedTrack> findPassing(FullTrackName name) {
        return Optional.ofNullable(tracks.get(name)).filter(RelayedTrack::isPassing);
    }

    /** Returns who is to be asked about a track: who it comes from, or who publishes its namespace. */
    Optional<MoqSession> publisherOf(FullTrackName name) {
        RelayedTrack known = tracks.get(name);
        return known != null
                ? known.publisher()
                : routes.find(name.namespace()).stream().findFirst();
    }

    /** Returns the tracks that publishers have brought of their own accord. */
    List<TrackPublisher> brought() {
        return tracks.values().stream()
                .filter(track -> track.isPassing() && track.isBrought())
                .map(RelayedTrack::track)
                .toList();
    }

    int size() {
        return tracks.size();
    }

    int subscriptions() {
        return unretired.stream().mapToInt(track -> track.track().subscribers()).sum();
    }

    /** Returns the counts of all tracks there ever were. */
    TrackStats stats() {
        return unretired.stream().map(track -> track.track().stats()).reduce(tallies.ofTracksThatEnded(), Tallies::sum);
    }
}
