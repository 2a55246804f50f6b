package org.moqj.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.tests.peers.MoqRsSubscriber;
import org.moqj.tests.peers.PeerProcess;
import org.moqj.tests.peers.Peers;
import org.moqj.tests.peers.RelayPeer;
import org.moqj.tests.peers.TestCertificate;

/** The README's programs do what it says, with the real clock of each draft at the other end. */
class ReadmeIT {

    private static final int MOST_LINES = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"07", "14"})
    void subscriberPrintsWhatTheRealPublisherSends(String draft) throws Exception {
        ReadmeProgram program = ReadmeProgram.named("Watch");
        assertThat(program.lines()).isLessThanOrEqualTo(MOST_LINES);
        Path classes = program.compile(folder);
        TestCertificate certificate = TestCertificate.create(folder);
        try (RelayPeer relay = RelayPeer.start(draft, certificate, folder);
                PeerProcess clock = PeerProcess.of(Peers.program(draft, "moq-clock-ietf"))
                        .args("--tls-root", certificate.certificateFile(), "--publish", relay.url("https"))
                        .env("RUST_LOG", "off")
                        .start()) {
            clock.awaitLines(lines -> !lines.isEmpty(), PATIENCE);
            try (PeerProcess watching = program.run(classes, certificate, folder, relay.url("https"))) {
                // The group's first object is the minute, the others are the seconds.
                List<String> lines = watching.awaitLines(
                        printed -> printed.stream()
                                        .filter(line -> line.matches("\\d\\d"))
                                        .count()
                                >= 3,
                        PATIENCE);
                assertThat(lines).anyMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:"));
                String lastSecond = lines.get(lines.size() - 1);
                assertThat(clock.lines()).anyMatch(line -> line.matches(TIME) && line.endsWith(":" + lastSecond));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"07", "14"})
    void realSubscriberPrintsWhatThePublisherSends(String draft) throws Exception {
        ReadmeProgram program = ReadmeProgram.named("Publish");
        assertThat(program.lines()).isLessThanOrEqualTo(MOST_LINES);
        Path classes = program.compile(folder);
        TestCertificate certificate = TestCertificate.create(folder);
        try (RelayPeer relay = RelayPeer.start(draft, certificate, folder);
                PeerProcess publishing = program.run(classes, certificate, folder, relay.url("https"))) {
            relay.process().awaitLine("serving announce", PATIENCE);
            PeerProcess.Spec reader = PeerProcess.of(Peers.program(draft, "moq-clock-ietf"))
                    .args("--tls-root", certificate.certificateFile(), relay.url("https"))
                    .env("RUST_LOG", "off");
            try (PeerProcess clock = MoqRsSubscriber.start(
                    reader, started -> started.lines().stream().anyMatch(line -> line.matches(TIME)))) {
                List<String> lines = clock.awaitLines(
                        printed -> printed.stream()
                                        .filter(line -> line.matches(TIME))
                                        .count()
                                >= 3,
                        PATIENCE);
                assertThat(lines).allMatch(line -> line.matches(TIME));
                assertThat(publishing.isAlive()).isTrue();
            }
        }
    }
}
