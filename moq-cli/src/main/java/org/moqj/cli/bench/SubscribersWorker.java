package org.moqj.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.terminal.ErrorReport;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqSession;
import org.moqj.core.Subscription;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.model.TrackNamespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscribers' process: each subscriber has a session of its own, and takes all tracks; some stop reading. */
public final class SubscribersWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SubscribersWorker.class);

    /** Who has got nothing for so long gets nothing more. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Load load;
    private final TrackNamespace namespace;
    private final Dialogue bench;
    private final Stop stop;
    private final List<TrackTally> tallies = new ArrayList<>();
    private final List<CompletableFuture<Void>> readings = new ArrayList<>();

    /** Prepares to take {@code load} from {@code namespace}. */
    public SubscribersWorker(Load load, TrackNamespace namespace, Dialogue bench, Stop stop) {
        this.load = load;
        this.namespace = namespace;
        this.bench = bench;
        this.stop = stop;
    }

    /** Subscribes at {@code url}, and counts until all is there or nothing more comes. */
    public void run(MoqClient client, String url) throws InterruptedException {
        ObjectNode ready = JsonLines.object();
        for (int i = 0; i < load.subscribers(); i++) {
            MoqSession session = stop.await(client.connect(url));
            subscribe(session);
            ready.put("draft", session.draft().number())
                    .put("transport", session.info().transport());
        }
        for (int i = 0; i < load.stalled(); i++) {
            stall(stop.await(client.connect(url)));
        }
        bench.say(ready);
        Usage before = Usage.now();
        long[] sent = Arrays.stream(bench.hear("expect").split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        long expected = Arrays.stream(sent).sum() * load.subscribers();
        awaitArrivals(expected);
        Reception.Sum sum = new Reception.Sum();
        tallies.forEach(tally -> tally.addTo(sum));
        ObjectNode result = sum.of(expected).json();
        result.set("usage", Usage.now().since(before).json());
        bench.say(result.put("failure", failure()));
        bench.hear("end");
    }

    private void subscribe(MoqSession session) {
        for (int i = 0; i < load.tracks(); i++) {
            TrackTally tally = new TrackTally();
            tallies.add(tally);
            Subscription subscription = stop.await(session.subscribe(Venue.name(namespace, i)));
            readings.add(subscription.forEach(object -> take(tally, object)));
        }
    }

    private void stall(MoqSession session) {
        for (int i = 0; i < load.tracks(); i++) {
            stop.await(session.subscribe(Venue.name(namespace, i))).objects().subscribe(new Stalled());
        }
    }

    /** Asks for one object and no more, as a program does that hangs. */
    private static final class Stalled implements Flow.Subscriber<MoqObject> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(MoqObject object) {}

        /** Whoever falls behind too far may be given up. */
        @Override
        public void onError(Throwable error) {
            LOG.debug("a stalled subscription has ended", error);
        }

        @Override
        public void onComplete() {}
    }

    private static void take(TrackTally tally, MoqObject object) {
        if (object.status() == ObjectStatus.NORMAL) {
            tally.add(Stamp.of(object), object.groupId(), object.payloadSize());
        }
    }

    private void awaitArrivals(long expected) throws InterruptedException {
        long last = arrived();
        long since = System.nanoTime();
        while (last < expected && System.nanoTime() - since < QUIET.toNanos()) {
            stop.pause(LOOK);
            long now = arrived();
            if (now > last) {
                last = now;
                since = System.nanoTime();
            }
        }
    }

    private long arrived() {
        return tallies.stream().mapToLong(TrackTally::objects).sum();
    }

    /** Returns why the first subscription that failed did so; empty where none has. */
    private String failure() throws InterruptedException {
        for (CompletableFuture<Void> reading : readings) {
            if (reading.isCompletedExceptionally()) {
                try {
                    reading.get();
                } catch (ExecutionException e) {
                    return ErrorReport.of(e).what();
                }
            }
        }
        return "";
    }
}
