package org.moqj.cli.interop;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqSession;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;

/** Somebody goes. */
final class LeavingCases {

    private LeavingCases() {}

    /** The subscription may end with its publisher, or outlive it. */
    static void publisherReturns(Stage stage) throws InterruptedException {
        Broadcast first = Broadcast.open(stage, TrackOptions.defaults());
        try (GroupWriter group = first.track().group(0)) {
            first.send(group, "before");
        }
        stage.get("the session's end", first.publisher().shutdown());

        TrackPublisher returned = publishOnceFree(stage, stage.connect("returned_publisher"), first);
        Broadcast second = subscribeAnew(stage, first, returned);
        try (GroupWriter group = returned.group(1)) {
            second.send(group, "after");
        }
    }

    /** The relay may take a moment to see that the namespace is free. */
    private static TrackPublisher publishOnceFree(Stage stage, MoqSession session, Broadcast before)
            throws InterruptedException {
        while (true) {
            CompletableFuture<Optional<TrackPublisher>> asked = session.publish(
                            before.track().name())
                    .handle((track, error) -> {
                        if (error == null || Stage.isRefusal(error)) {
                            return Optional.ofNullable(track);
                        }
                        throw new CompletionException(error);
                    });
            Optional<TrackPublisher> track = stage.get("agreement to the namespace", asked);
            if (track.isPresent()) {
                return track.get();
            }
            stage.pause();
        }
    }

    private static Broadcast subscribeAnew(Stage stage, Broadcast before, TrackPublisher returned)
            throws InterruptedException {
        before.subscription().close();
        Subscription subscription =
                Broadcast.subscribe(stage, before.subscriber(), returned.name(), SubscribeOptions.defaults());
        Broadcast.awaitDemand(stage, returned);
        return new Broadcast(
                stage, before.publisher(), returned, before.subscriber(), subscription, Arrivals.of(subscription));
    }

    /** What is there goes on after GOAWAY, until its sender leaves. */
    static void goaway(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        try (GroupWriter group = broadcast.track().group(0)) {
            broadcast.send(group, "before");
        }
        stage.get("room for GOAWAY", broadcast.subscriber().goaway(""));
        try (GroupWriter group = broadcast.track().group(1)) {
            broadcast.send(group, "after");
        }
        stage.get("the session's end", broadcast.subscriber().shutdown());
        stage.get(
                "an end of the session without an error", broadcast.subscriber().closed());
        stage.awaitRequestsTaken(broadcast.publisher());
    }
}
