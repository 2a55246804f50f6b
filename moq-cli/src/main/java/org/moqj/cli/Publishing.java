package org.moqj.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.json.ObjectJson;
import org.moqj.cli.publish.Audiences;
import org.moqj.cli.publish.Demand;
import org.moqj.cli.publish.Publication;
import org.moqj.cli.publish.Source;
import org.moqj.cli.terminal.Background;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.Counters;
import org.moqj.cli.terminal.Progress;
import org.moqj.cli.terminal.Stop;
import org.moqj.cli.terminal.Terminal;
import org.moqj.core.Limits;
import org.moqj.core.MoqSession;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/** Publishes a source: connects, makes its tracks, announces the namespace, and stays until subscribers have it all. */
final class Publishing {

    private final Terminal terminal;
    private final Stop stop;
    private final boolean talk;
    private final Counters counters = new Counters();

    Publishing(Moqj moqj, LogOptions logs) {
        this.terminal = moqj.terminal();
        this.stop = moqj.stop();
        this.talk = logs.isTalking();
    }

    /**
     * What to publish, and how.
     *
     * @param namespace the namespace of all tracks
     * @param options what tracks have in common
     * @param log where each object is told about; null for nowhere
     * @param awaitsSubscriber whether the source waits for the first subscriber
     * @param linger how long subscribers may take for the rest at the end
     * @param isLive whether subscribers come and go as they like; otherwise each that comes is to have all that is left
     */
    record Plan(
            TrackNamespace namespace,
            TrackOptions options,
            @Nullable JsonLines log,
            boolean awaitsSubscriber,
            Duration linger,
            boolean isLive) {}

    void run(ConnectOptions connect, Plan plan, Source.Opening opening) {
        try (Connection connection = Connection.dial(connect, Limits.defaults(), terminal);
                Progress progress = new Progress(terminal, counters)) {
            CompletableFuture<Source> source = Background.run("moqj-input", opening::open);
            stop.await(Background.allOrFirstFailure(connection.dialled(), source));
            MoqSession session = connection.session(stop, terminal, talk);
            progress.show(talk);
            Publication publication = new Publication(
                    session::register, session.draft(), plan.namespace(), plan.options(), stop, watcher(plan.log()));
            counters.setDrops(publication::drops);
            try {
                publish(session, publication, source.join().register(publication), plan);
            } finally {
                say("published " + counters.line());
            }
        }
    }

    private void publish(MoqSession session, Publication publication, Source.Feed feed, Plan plan) {
        PublishedNamespace announced = stop.await(session.publishNamespace(plan.namespace()));
        say("publishing " + plan.namespace() + ": "
                + publication.tracks().stream()
                        .map(track -> track.name().name().toString())
                        .toList());
        if (plan.awaitsSubscriber()) {
            stop.await(Background.firstOf(Demand.any(publication.tracks()), lost(session), announced.ended()));
        }
        Audiences audiences = Audiences.of(publication.tracks());
        CompletableFuture<?> feeding = Background.run("moqj-source", () -> {
            feed.run();
            return publication;
        });
        stop.await(Background.firstOf(feeding, lost(session), announced.ended()));
        publication.finish();
        CompletableFuture<Boolean> served = Demand.none(publication.tracks())
                .thenApply(nothing -> true)
                .completeOnTimeout(false, plan.linger().toMillis(), MILLISECONDS);
        stop.await(Background.firstOf(served, lost(session)));
        if (announced.ended().isDone()) {
            // Who had subscribed before has been served; nobody else could.
            stop.await(announced.ended());
        }
        audiences.shortfall(served.join()).ifPresent(shortfall -> report(shortfall, plan));
    }

    private void report(String shortfall, Plan plan) {
        if (!plan.isLive()) {
            throw CommandException.failed(
                    shortfall, "data", "see the log of the relay, or of who left; --linger gives them more time");
        }
        say(shortfall);
    }

    /** A session that ends before its publisher does has failed, even where the peer closed it politely. */
    private static CompletableFuture<Void> lost(MoqSession session) {
        return session.closed().thenRun(() -> {
            throw CommandException.failed(
                    "the peer closed the session", "session", "see the peer's log, and connect again");
        });
    }

    private Publication.Watcher watcher(@Nullable JsonLines log) {
        return new Publication.Watcher() {
            @Override
            public void onObject(FullTrackName track, Publication.Placed object, ByteBuffer payload) {
                counters.count(track.name().toString(), object.groupId(), payload.remaining());
                if (log != null) {
                    log.write(ObjectJson.sent(track, object, payload, Instant.now()));
                }
            }

            @Override
            public void onRemark(String remark) {
                terminal.say(remark);
            }
        };
    }

    private void say(String line) {
        if (talk) {
            terminal.say(line);
        }
    }
}
