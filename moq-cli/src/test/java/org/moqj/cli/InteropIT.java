package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.core.MoqDraft;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.relay.SelfSignedCertificate;

/** {@code moqj interop} against a peer that is no relay, but takes namespaces. */
class InteropIT {

    private static Cli.Result interop(Peer peer, String scheme, int draft, String test) {
        String[] where = Stream.of(
                        Stream.of("interop", "--draft", String.valueOf(draft), "--test", test, "--relay"),
                        peer.at(scheme).stream())
                .flatMap(part -> part)
                .toArray(String[]::new);
        return Cli.run(where);
    }

    @ParameterizedTest
    @CsvSource({"14, https", "14, moqt", "7, https", "7, moqt"})
    void whatThePeerDoesPasses(int draft, String scheme) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            for (String test : List.of("setup-only", "announce-only", "publish-namespace-done", "subscribe-error")) {
                Cli.Result result = interop(peer, scheme, draft, test);

                assertThat(result.text().lines())
                        .contains("1..1", "ok 1 - " + test)
                        .anyMatch(line -> line.matches(" {2}connection_id: \"[0-9a-f]+\""))
                        .anyMatch(line -> line.matches(" {2}duration_ms: \\d+"));
                assertThat(result.exitCode()).isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"14, PUBLISH_NAMESPACE", "7, ANNOUNCE"})
    void whatThePeerRefusesFailsWithItsReason(int draft, String request) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            peer.onOffer(offer -> offer.refuse(Refusal.of(RequestError.UNAUTHORIZED, "not you")));

            Cli.Result result = interop(peer, "moqt", draft, "announce-only");

            assertThat(result.text().lines())
                    .contains("not ok 1 - announce-only", "  expected: \"agreement to the namespace\"")
                    .anyMatch(line -> line.matches(" {2}received: \"" + request + " .*not you.*\""));
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aTrackThatShouldNotBeThereFails() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            peer.serve("nonexistent", "namespace", "test-track");

            Cli.Result result = interop(peer, "https", 14, "subscribe-error");

            assertThat(result.text().lines())
                    .contains(
                            "not ok 1 - subscribe-error",
                            "  expected: \"SUBSCRIBE_ERROR\"",
                            "  received: \"SUBSCRIBE_OK\"");
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aCaseThatTheDraftLacksIsSkipped() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_07)) {
            Cli.Result result = interop(peer, "moqt", 7, "publish-track");

            assertThat(result.text().lines())
                    .contains("  section: \"draft-07 has nothing of the kind\"")
                    .anyMatch(line ->
                            line.startsWith("ok 1 - publish-track # SKIP PUBLISH is not supported by draft-07"));
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void anInterruptionBailsOut() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        try (QuietServer server = QuietServer.start(certificate, "moq-00")) {
            Cli cli = new Cli();
            CompletableFuture<Cli.Result> running = cli.start(
                    "interop",
                    "--relay",
                    "moqt://127.0.0.1:" + server.port(),
                    "--tls-fingerprint",
                    certificate.sha256(),
                    "--timeout",
                    "60");
            cli.out().await("1..24");
            cli.interrupt();

            Cli.Result result = running.get(10, TimeUnit.SECONDS);
            assertThat(result.text().lines()).endsWith("Bail out! interrupted");
            assertThat(result.exitCode()).isEqualTo(130);
        }
    }
}
