package org.moqj.cli.interop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.moqj.cli.subscribe.Intake;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceEvent;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackStatus;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;

/** How tracks and namespaces become known. */
final class DiscoveryCases {

    private static final Duration MOMENT = Duration.ofMillis(100);

    private DiscoveryCases() {}

    /** A relay may answer PUBLISH when somebody wants the track, and have objects held back until then. */
    static void publishTrack(Stage stage) throws InterruptedException {
        MoqSession publisher = stage.connect("publisher");
        MoqSession subscriber = stage.connect("subscriber");
        FullTrackName name = stage.track("offered");
        TrackPublisher track = publisher.register(name, TrackOptions.defaults());
        CompletableFuture<TrackPublisher> taken = publisher.offer(track);
        Arrivals arrivals = Arrivals.of(subscribeOnceKnown(stage, subscriber, name));
        stage.get("PUBLISH_OK", taken);
        MoqObject first = writeUntilSomethingArrives(stage, track, arrivals);
        Broadcast.check("an object arrived as another", text(first.groupId()), first.text());
    }

    /** The relay knows of the track only once PUBLISH has got there, which the publisher may not be told. */
    private static Subscription subscribeOnceKnown(Stage stage, MoqSession session, FullTrackName name)
            throws InterruptedException {
        while (true) {
            Optional<Subscription> granted =
                    stage.get("SUBSCRIBE_OK", session.subscribe(name).handle((subscription, error) -> {
                        if (error == null || Stage.isRefusal(error)) {
                            return Optional.ofNullable(subscription);
                        }
                        throw new CompletionException(error);
                    }));
            if (granted.isPresent()) {
                return granted.get();
            }
            stage.pause();
        }
    }

    private static MoqObject writeUntilSomethingArrives(Stage stage, TrackPublisher track, Arrivals arrivals)
            throws InterruptedException {
        long patience = stage.patience().toNanos();
        long begin = System.nanoTime();
        for (long g = 0; System.nanoTime() - begin < patience; g++) {
            try (GroupWriter group = track.group(g)) {
                stage.get("room for an object", group.write(text(g)));
            }
            Optional<MoqObject> object = stage.next(text(g), arrivals, MOMENT);
            if (object.isPresent()) {
                return object.get();
            }
        }
        throw new CaseFailure("no object arrived", "an object of the track", "nothing");
    }

    private static String text(long groupId) {
        return "object of group " + groupId;
    }

    static void trackStatus(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        for (int g = 0; g < 2; g++) {
            try (GroupWriter group = broadcast.track().group(g)) {
                broadcast.send(group, text(g));
                broadcast.send(group, text(g));
            }
        }

        TrackStatus known = status(stage, broadcast, broadcast.track().name());
        TrackStatus unknown =
                status(stage, broadcast, FullTrackName.of(stage.namespace().append("no"), "track"));

        Broadcast.check("the track has another state", TrackStatus.State.IN_PROGRESS, known.state());
        Broadcast.check("another object is the largest", Optional.of(new Location(1, 1)), known.largest());
        Broadcast.check("a track that nobody has, has a state", TrackStatus.State.DOES_NOT_EXIST, unknown.state());
    }

    private static TrackStatus status(Stage stage, Broadcast broadcast, FullTrackName name)
            throws InterruptedException {
        return stage.get("the track's state", broadcast.subscriber().trackStatus(name));
    }

    static void namespaceDiscovery(Stage stage) throws InterruptedException {
        MoqSession publisher = stage.connect("publisher");
        MoqSession subscriber = stage.connect("subscriber");
        TrackNamespace early = stage.namespace().append("early");
        TrackNamespace late = stage.namespace().append("late");
        PublishedNamespace first = announce(stage, publisher, early);
        NamespaceSubscription following =
                stage.get("agreement to follow namespaces", subscriber.subscribeNamespace(stage.namespace()));
        Events events = new Events(stage, following);

        events.expect(NamespaceEvent.Kind.APPEARED, early);
        announce(stage, publisher, late);
        events.expect(NamespaceEvent.Kind.APPEARED, late);
        first.close();
        events.expect(NamespaceEvent.Kind.GONE, early);
    }

    private static PublishedNamespace announce(Stage stage, MoqSession session, TrackNamespace namespace)
            throws InterruptedException {
        return stage.get("agreement to the namespace", session.publishNamespace(namespace));
    }

    /** Namespaces as they come and go. */
    private static final class Events {

        private final Stage stage;
        private final Queue<CompletableFuture<NamespaceEvent>> awaited = new ArrayDeque<>();
        private final Queue<NamespaceEvent> came = new ArrayDeque<>();

        Events(Stage stage, NamespaceSubscription following) {
            this.stage = stage;
            Intake.each(following.events(), this::add);
        }

        private synchronized void add(NamespaceEvent event) {
            CompletableFuture<NamespaceEvent> place = awaited.poll();
            if (place == null) {
                came.add(event);
            } else {
                place.complete(event);
            }
        }

        private synchronized CompletableFuture<NamespaceEvent> next() {
            NamespaceEvent event = came.poll();
            if (event != null) {
                return CompletableFuture.completedFuture(event);
            }
            CompletableFuture<NamespaceEvent> place = new CompletableFuture<>();
            awaited.add(place);
            return place;
        }

        void expect(NamespaceEvent.Kind kind, TrackNamespace namespace) throws InterruptedException {
            NamespaceEvent expected = new NamespaceEvent(kind, namespace);
            Broadcast.check("another namespace was told of", expected, stage.get(expected.toString(), next()));
        }
    }
}
