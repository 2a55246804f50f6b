package org.moqj.cli.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqSession;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;

/** Much at once. */
final class LoadCases {

    private static final int LARGE = 5 << 20;
    private static final int TRACKS = 100;

    private LoadCases() {}

    static void largeObject(Stage stage) throws InterruptedException {
        byte[] payload = new byte[LARGE];
        new Random(LARGE).nextBytes(payload); // nothing that compresses, and the same each time
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        try (GroupWriter group = broadcast.track().group(0)) {
            int priority = broadcast.track().options().publisherPriority();
            broadcast.send(group, 0, priority, List.of(), payload);
            broadcast.send(group, "after it");
        }
    }

    static void hundredTracks(Stage stage) throws InterruptedException {
        MoqSession publisher = stage.connect("publisher");
        MoqSession subscriber = stage.connect("subscriber");
        List<TrackPublisher> tracks = publish(stage, publisher);
        List<Arrivals> arrivals = subscribe(stage, subscriber, tracks);
        for (TrackPublisher track : tracks) {
            Broadcast.awaitDemand(stage, track);
        }
        for (int g = 0; g < 2; g++) {
            for (int i = 0; i < TRACKS; i++) {
                write(stage, tracks.get(i), g, text(i, g));
            }
            for (int i = 0; i < TRACKS; i++) {
                Broadcast.expect(stage, Broadcast.object(g, 0, text(i, g)), arrivals.get(i));
            }
        }
    }

    /** Streams end at once, as the relay need not allow a hundred open ones. */
    private static void write(Stage stage, TrackPublisher track, long groupId, String text)
            throws InterruptedException {
        try (GroupWriter group = track.group(groupId)) {
            stage.get("room for an object", group.write(text));
        }
    }

    private static List<TrackPublisher> publish(Stage stage, MoqSession session) throws InterruptedException {
        List<TrackPublisher> tracks = new ArrayList<>();
        for (int i = 0; i < TRACKS; i++) {
            tracks.add(session.register(stage.track("track-" + i), TrackOptions.defaults()));
        }
        stage.get("agreement to the namespace", session.publishNamespace(stage.namespace()));
        return tracks;
    }

    private static List<Arrivals> subscribe(Stage stage, MoqSession session, List<TrackPublisher> tracks)
            throws InterruptedException {
        List<CompletableFuture<Subscription>> asked =
                tracks.stream().map(track -> session.subscribe(track.name())).toList();
        List<Arrivals> arrivals = new ArrayList<>();
        for (CompletableFuture<Subscription> one : asked) {
            arrivals.add(Arrivals.of(stage.get("SUBSCRIBE_OK", one)));
        }
        return arrivals;
    }

    private static String text(int track, int group) {
        return "group " + group + " of track " + track;
    }
}
