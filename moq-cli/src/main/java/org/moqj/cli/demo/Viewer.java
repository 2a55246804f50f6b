package org.moqj.cli.demo;

import java.net.URI;
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
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TlsOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** One subscriber: dials with a draft and a transport of its own, takes all tracks, and sums up what arrives. */
final class Viewer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MoqClient client;
    private final MoqSession session;
    private final Ledger ledger;
    private final Latencies latencies = new Latencies();
    private final Map<FullTrackName, TrackDigest> tracks = new ConcurrentHashMap<>();
    private final AtomicLong firstAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong lastAt = new AtomicLong(Long.MIN_VALUE);

    private Viewer(MoqClient client, MoqSession session, Ledger ledger) {
        this.client = client;
        this.session = session;
        this.ledger = ledger;
    }

    /** Connects to {@code url}, trusting the certificate with this SHA-256 alone. */
    static Viewer connect(URI url, MoqDraft draft, String sha256, Ledger ledger, Stop stop) {
        MoqClient client = MoqClient.builder()
                .tls(TlsOptions.builder().pinSha256(sha256).build())
                .session(SessionOptions.builder().drafts(draft).build())
                .build();
        try {
            return new Viewer(client, stop.await(client.connect(url)), ledger);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
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
        client.close();
    }
}
