package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.relay.SelfSignedCertificate;

/** {@code moqj status} against a peer that has tracks. */
class StatusIT {

    private static Cli.Result status(Peer peer, String scheme, String... rest) {
        return Cli.run(Stream.of(Stream.of("status"), peer.at(scheme).stream(), Stream.of(rest))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private static void writeTwo(TrackPublisher track) {
        try (GroupWriter group = track.group(5)) {
            group.write("one").join();
            group.write("two").join();
        }
    }

    @ParameterizedTest
    @CsvSource({"14, https", "14, moqt", "7, https", "7, moqt"})
    void tellsHowFarATrackIs(int draft, String scheme) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            writeTwo(peer.register(TrackOptions.defaults(), "n", "m", "t"));
            peer.register(TrackOptions.defaults(), "n", "m", "empty");

            Cli.Result running = status(peer, scheme, "--namespace", "n/m", "--track", "t", "-q");
            Cli.Result empty = status(peer, scheme, "--namespace", "n/m", "--track", "empty", "-q");
            Cli.Result unknown = status(peer, scheme, "--namespace", "n/m", "--track", "x", "-q");

            assertThat(running.text()).isEqualTo("n/m/t: in progress, largest 5:1\n");
            assertThat(empty.text()).isEqualTo("n/m/empty: not started\n");
            assertThat(unknown.text()).isEqualTo("n/m/x: does not exist\n");
            assertThat(Stream.of(running, empty, unknown)).allMatch(result -> result.exitCode() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void tellsInJson(int draft) {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            writeTwo(peer.register(TrackOptions.defaults(), "n", "m", "t"));

            assertThat(status(peer, "moqt", "--namespace", "n/m", "--track", "t", "--json")
                            .text())
                    .isEqualTo("{\"namespace\":[\"n\",\"m\"],\"track\":\"t\",\"state\":\"in_progress\","
                            + "\"largest\":{\"group\":5,\"object\":1}}\n");
            assertThat(status(peer, "moqt", "--namespace", "n", "--track", "x", "--json")
                            .text())
                    .isEqualTo("{\"namespace\":[\"n\"],\"track\":\"x\",\"state\":\"does_not_exist\"}\n");
        }
    }

    @Test
    void givesUpWhenThereIsNoAnswer() {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        try (QuietServer server = QuietServer.start(certificate, "moq-00")) {
            Cli.Result result = Cli.run(
                    "status",
                    "moqt://127.0.0.1:" + server.port(),
                    "--tls-fingerprint",
                    certificate.sha256(),
                    "--namespace",
                    "n",
                    "--track",
                    "t",
                    "--timeout",
                    "1");

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err()).hasSize(3);
        }
    }

    @Test
    void needsATrack() {
        assertThat(Cli.run("status", "https://localhost", "--namespace", "n").exitCode())
                .isEqualTo(2);
    }
}
