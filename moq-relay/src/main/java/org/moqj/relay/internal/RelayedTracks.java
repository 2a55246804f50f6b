package org.moqj.relay.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.moqj.core.DoneStatus;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.TrackStats;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/** The tracks that pass through, by their names. Confined to the relay's thread. */
final class RelayedTracks {

    private final RelaySettings settings;
    private final RelayThread thread;
    private final NamespaceRoutes routes;
    private final Tallies tallies;
    private final Function<FullTrackName, TrackPublisher> maker;
    private final Map<FullTrackName, RelayedTrack> tracks = new HashMap<>();
    private final Set<RelayedTrack> unretired = new HashSet<>();

    RelayedTracks(
            RelaySettings settings,
            RelayThread thread,
            NamespaceRoutes routes,
            Tallies tallies,
            Function<FullTrackName, TrackPublisher> maker) {
        this.settings = settings;
        this.thread = thread;
        this.routes = routes;
        this.tallies = tallies;
        this.maker = maker;
    }

    /** Serves {@code request} from the track that passes already, or from the namespace's publisher. */
    void subscribe(TrackRequest request) {
        RelayedTrack known = tracks.get(request.track());
        if (known != null) {
            known.serve(request);
            return;
        }
        Optional<NamespaceOffer> route = routes.find(request.track().namespace());
        if (route.isEmpty()) {
            tallies.refused();
            request.refuse(Refusals.noSuchTrack());
        } else if (isFull()) {
            tallies.refused();
            request.refuse(Refusals.limit("tracks"));
        } else {
            ask(request, route.get().session());
        }
    }

    private boolean isFull() {
        return unretired.size() >= settings.limits().maxTracks();
    }

    private void ask(TrackRequest request, MoqSession publisher) {
        RelayedTrack asked = add(request.track(), publisher);
        asked.lingerFor(settings.linger());
        asked.serve(request);
        asked.begin(publisher.relay(asked.track(), SubscribeOptions.defaults()));
    }

    private RelayedTrack add(FullTrackName name, MoqSession publisher) {
        RelayedTrack added = new RelayedTrack(maker.apply(name), publisher, thread, this::remove, this::retire);
        tracks.put(name, added);
        unretired.add(added);
        added.watch();
        return added;
    }

    private void remove(RelayedTrack track) {
        tracks.remove(track.track().name(), track);
    }

    private void retire(RelayedTrack track) {
        if (unretired.remove(track)) {
            tallies.trackEnded(track.track().stats());
        }
    }

    /** Takes a track that its publisher brings of its own accord; whoever had it before is relieved. */
    void publish(TrackOffer offer) {
        if (isFull()) {
            tallies.refused();
            offer.refuse(Refusals.limit("tracks"));
            return;
        }
        RelayedTrack known = tracks.get(offer.track());
        if (known != null) {
            known.end(DoneStatus.GOING_AWAY, "another publisher has taken over");
        }
        RelayedTrack added = add(offer.track(), offer.session());
        try {
            added.begin(offer.accept(SubscribeOptions.defaults(), added.track()));
        } catch (IllegalStateException late) {
            added.end(DoneStatus.INTERNAL_ERROR, "the offer was refused meanwhile");
        }
    }

    /** Another session publishes {@code namespace} now: who watches is to ask again. */
    void takenOver(TrackNamespace namespace, MoqSession formerPublisher) {
        for (RelayedTrack track : List.copyOf(tracks.values())) {
            if (track.publisher() == formerPublisher
                    && track.track().name().namespace().startsWith(namespace)) {
                track.end(DoneStatus.GOING_AWAY, "another publisher has taken over");
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
                ? Optional.of(known.publisher())
                : routes.find(name.namespace()).map(NamespaceOffer::session);
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
