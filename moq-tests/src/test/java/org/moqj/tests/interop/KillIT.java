package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.Subscription;
import org.moqj.core.TlsOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.tests.peers.Moqj;
import org.moqj.tests.peers.PeerProcess;

/**
 * Programs that end from one moment to the next (kill -9) while objects flow: the others say what happened, within the
 * idle timeout, and the relay has nothing left of who is gone.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(2);

    /** The idle timeout begins with what came last; the rest is for a machine that is busy. */
    private static final Duration NOTICED = IDLE.plusSeconds(4);

    private static final int OBJECT_BYTES = 50_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "noise");

    @ParameterizedTest
    @CsvSource({"14, webtransport, 07, quic", "07, webtransport, 14, quic"})
    void theOthersSayWhatHappened(String from, String fromTransport, String to, String toTransport) {
        try (PeerProcess relay = relay()) {
            JsonNode where = where(relay);
            PeerProcess.Spec pub = publisher(where, from, fromTransport);
            PeerProcess.Spec sub = subscriber(where, to, toTransport);
            try (Publisher publisher = Publisher.start(pub);
                    PeerProcess viewer = started(sub, relay);
                    PeerProcess other = started(sub, relay)) {
                await(relay, stats -> number(stats, "subscriptions") == 2);
                awaitFlow(relay);

                // A subscriber is gone: nobody else notices.
                other.signal("KILL");
                await(relay, NOTICED, stats -> number(stats, "sessions") == 2 && number(stats, "subscriptions") == 1);
                awaitFlow(relay);
                assertThat(viewer.isAlive()).isTrue();

                // The publisher is gone: who watches is told, and nothing of it is left.
                publisher.program().signal("KILL");
                assertThat(viewer.awaitExit(NOTICED)).isEqualTo(1);
                assertThat(viewer.lines()).anyMatch(line -> line.contains("the publisher's session was lost"));
                await(relay, NOTICED, KillIT::isEmpty);
            }

            // Another one with the same namespace is served, until the relay is gone: both of the others say so.
            try (Publisher publisher = Publisher.start(pub);
                    PeerProcess viewer = started(sub, relay)) {
                awaitFlow(relay);
                provokeLeakReports(relay);
                awaitFlow(relay);
                relay.signal("KILL");
                assertThat(publisher.program().awaitExit(NOTICED)).isEqualTo(4);
                assertThat(viewer.awaitExit(NOTICED)).isEqualTo(4);
                assertThat(List.of(publisher.program(), viewer)).allSatisfy(end -> {
                    assertThat(end.lines()).anyMatch(line -> line.startsWith("error: "));
                    assertThat(end.lines())
                            .anyMatch(line -> line.matches("(?i).*nothing (arrived|came) from the peer.*"));
                    assertThat(end.lines()).noneMatch(line -> line.contains("LEAK"));
                });
            }
            assertThat(relay.lines()).noneMatch(line -> line.contains("LEAK"));
        }
    }

    /** The same as a program sees it that has the library in it. */
    @Test
    void aClientHearsOfItsRelaysEndAndLeavesNothing() throws Exception {
        ThreadGroup threads = new ThreadGroup("client");
        try (PeerProcess relay = relay()) {
            JsonNode where = where(relay);
            try (Publisher publisher = Publisher.start(publisher(where, "07", "quic"))) {
                await(relay, stats -> number(stats, "namespaces") == 1);
                MoqClient client = in(threads, () -> client(where.get("sha256").asText()));
                MoqSession session = in(
                        threads, () -> client.connect(where.get("webtransport").asText())
                                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
                Subscription subscription = session.subscribe(TRACK).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                subscription.forEach(object -> {});
                awaitFlow(relay);

                relay.signal("KILL");

                // The relay's idle timeout counts here too, for it is the shorter one.
                assertThat(session.closed())
                        .failsWithin(NOTICED)
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOfSatisfying(MoqSessionException.class, lost -> assertThat(lost.isTimeout())
                                .isTrue());
                assertThat(subscription.ended()).failsWithin(PATIENCE);
                assertThat(publisher.program().awaitExit(NOTICED)).isEqualTo(4);
                assertThat(client.shutdown()).succeedsWithin(PATIENCE);
                assertThat(thatStay(threads)).isEmpty();
            }
        }
    }

    private static MoqClient client(String sha256) {
        return MoqClient.builder()
                .tls(TlsOptions.builder().pinSha256(sha256).build())
                .build();
    }

    /** Runs {@code task} in {@code threads}, which those belong to that are begun there. */
    private static <T> T in(ThreadGroup threads, Callable<T> task) throws Exception {
        FutureTask<T> running = new FutureTask<>(task);
        new Thread(threads, running, "caller").start();
        return running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static List<String> thatStay(ThreadGroup threads) throws InterruptedException {
        Thread[] all = new Thread[100];
        int count = threads.enumerate(all);
        List<String> staying = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all[i].join(PATIENCE.toMillis());
            if (all[i].isAlive()) {
                staying.add(all[i].getName());
            }
        }
        return staying;
    }

    private static PeerProcess relay() {
        return Moqj.command("relay", "--bind", "127.0.0.1:0", "--json", "--stats", "0.1")
                .args("--idle-timeout", IDLE.toSeconds(), "--linger", 1)
                .start();
    }

    private static JsonNode where(PeerProcess relay) {
        return json(relay.awaitLine("\"sha256\"", PATIENCE));
    }

    /** A publisher, and what it publishes: something twenty times a second. */
    private record Publisher(PeerProcess noise, PeerProcess program) implements AutoCloseable {

        static Publisher start(PeerProcess.Spec program) {
            PeerProcess.Spec noise = PeerProcess.of(Path.of("sh"))
                    .args("-c", "while head -c " + OBJECT_BYTES + " /dev/zero; do sleep 0.05; done");
            List<PeerProcess> both = PeerProcess.pipe(noise, program);
            return new Publisher(both.get(0), both.get(1));
        }

        @Override
        public void close() {
            program.close();
            noise.close();
        }
    }

    private static PeerProcess.Spec publisher(JsonNode relay, String draft, String transport) {
        return command("pub", relay, draft, transport)
                .args("--file", "-", "--chunk-size", OBJECT_BYTES, "--group-size", 20);
    }

    private static PeerProcess.Spec subscriber(JsonNode relay, String draft, String transport) {
        return command("sub", relay, draft, transport).args("--out", "/dev/null");
    }

    private static PeerProcess.Spec command(String name, JsonNode relay, String draft, String transport) {
        return Moqj.command(name, relay.get(transport).asText(), "--draft", draft)
                .args("--tls-fingerprint", relay.get("sha256").asText())
                .args("--namespace", TRACK.namespace(), "--track", TRACK.name());
    }

    /** Starts a subscriber once there is somebody to subscribe to. */
    private static PeerProcess started(PeerProcess.Spec subscriber, PeerProcess relay) {
        await(relay, stats -> number(stats, "namespaces") == 1);
        return subscriber.start();
    }

    /** Waits until more has gone out than had until now. */
    private static void awaitFlow(PeerProcess relay) {
        long before = number(last(relay.lines()), "objects_out");
        await(relay, stats -> number(stats, "objects_out") > before && number(stats, "subscriptions") > 0);
    }

    private static void await(PeerProcess relay, Predicate<JsonNode> wanted) {
        await(relay, PATIENCE, wanted);
    }

    private static void await(PeerProcess relay, Duration atMost, Predicate<JsonNode> wanted) {
        relay.awaitLines(lines -> wanted.test(last(lines)), atMost);
    }

    private static JsonNode last(List<String> lines) {
        return json(lines.stream()
                .filter(line -> line.contains("\"objects_out\""))
                .reduce((one, other) -> other)
                .orElse("{}"));
    }

    private static boolean isEmpty(JsonNode stats) {
        return List.of("sessions", "namespaces", "tracks", "subscriptions", "bytes_cached").stream()
                .allMatch(name -> number(stats, name) == 0);
    }

    private static long number(JsonNode stats, String name) {
        return stats.path(name).asLong(-1);
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Buffers that nobody has and that were not released are reported by those that are made after they were collected. */
    private static void provokeLeakReports(PeerProcess program) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try (PeerProcess collecting =
                PeerProcess.of(jcmd).args(program.pid(), "GC.run").start()) {
            assertThat(collecting.awaitExit(PATIENCE)).isZero();
        }
    }
}
