package org.moqj.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.moqj.cli.subscribe.Intake;
import org.moqj.cli.terminal.Background;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqSession;
import org.moqj.core.Subscription;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** One subscriber, with a draft and a transport of its own: takes all tracks, and sums up what arrives. */
final class Viewer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MoqSession session;
    private final Ledger ledger;
    private final Latencies latencies = new Latencies();
    private final Map<FullTrackName, TrackDigest> tracks = new ConcurrentHashMap<>();
    private final AtomicLong firstAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong lastAt = new AtomicLong(Long.MIN_VALUE);

    /** Makes a subscriber of a session, which is its own. */
    Viewer(MoqSession session, Ledger ledger) {
        this.session = session;
        this.ledger = ledger;
    }

    /**
     * Subscribes to {@code names}.
     *
     * @return completes when all of them have ended
     */
    CompletableFuture<Void> watch(List<FullTrackName> names, Stop stop) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (FullTrackName name : names) {
            Subscription subscription = stop.await(session.subscribe(name));
            TrackDigest digest = new TrackDigest();
            tracks.put(name, digest);
            all.add(Intake.each(subscription.inOrder(PATIENCE), object -> take(name, digest, object)));
        }
        return Background.allOrFirstFailure(all.toArray(CompletableFuture<?>[]::new));
    }

    private void take(FullTrackName track, TrackDigest digest, MoqObject object) {
        if (object.status() != ObjectStatus.NORMAL) {
            return;
        }
        latencies.add(ledger.age(track, object));
        long now = System.nanoTime();
        firstAt.compareAndSet(Long.MIN_VALUE, now);
        lastAt.set(now);
        digest.add(object.groupId(), object.objectId(), object.payload());
    }

    /** Returns what arrived so far. */
    Reception reception() {
        Map<String, TrackDigest.Sum> sums = new TreeMap<>();
        tracks.forEach((track, digest) -> sums.put(track.name().toString(), digest.sum()));
        double seconds = (lastAt.get() - firstAt.get()) / 1e9;
        return new Reception(session.draft(), session.info().transport(), sums, seconds, latencies);
    }

    @Override
    public void close() {
        session.close();
    }
}
