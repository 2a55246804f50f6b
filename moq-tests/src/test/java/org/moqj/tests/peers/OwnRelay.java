package org.moqj.tests.peers;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.moqj.relay.MoqRelay;
import org.moqj.relay.RelayStats;

/** Our relay, for programs of others to meet at. */
public final class OwnRelay implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final MoqRelay relay;

    private OwnRelay(MoqRelay relay) {
        this.relay = relay;
    }

    /** Starts it on a free port. */
    public static OwnRelay start(TestCertificate certificate) throws Exception {
        return new OwnRelay(MoqRelay.builder(certificate.identity()).start().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Returns its URL with {@code scheme} (https or moqt). */
    public String url(String scheme) {
        return relay.url(scheme).toString();
    }

    /** Returns what it has counted. */
    public RelayStats stats() {
        try {
            return relay.stats().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until {@code program} has announced a namespace here. */
    public void awaitNamespace(PeerProcess program) {
        boolean announced = program.awaitUntil(() -> stats().namespaces() > 0, Duration.ofSeconds(PATIENCE_SECONDS));
        if (!announced) {
            throw new AssertionError("nothing was announced; the publisher printed:\n" + program.lines());
        }
    }

    @Override
    public void close() {
        relay.close();
    }
}
