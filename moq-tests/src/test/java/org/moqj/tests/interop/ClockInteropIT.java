package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.tests.peers.MoqRsSubscriber;
import org.moqj.tests.peers.Moqj;
import org.moqj.tests.peers.PeerProcess;
import org.moqj.tests.peers.Peers;
import org.moqj.tests.peers.RelayPeer;
import org.moqj.tests.peers.TestCertificate;

/** Our clock and the real one read each other through the relay of each draft. */
@Execution(ExecutionMode.CONCURRENT)
class ClockInteropIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";

    @TempDir
    Path folder;

    private TestCertificate certificate;

    @BeforeEach
    void createCertificate() {
        certificate = TestCertificate.create(folder);
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void weReadTheRealClock(String draft, String scheme) {
        try (RelayPeer relay = RelayPeer.start(draft, certificate, folder);
                PeerProcess real =
                        realClock(draft, relay.url(scheme), "--publish").start()) {
            relay.process().awaitLine("serving announce", PATIENCE);
            try (PeerProcess ours = Moqj.command("clock", relay.url(scheme), "--draft", draft)
                    .args("--tls-root", certificate.certificateFile())
                    .start()) {
                List<String> shown = threeTimes(ours);
                assertThat(real.lines()).containsAll(shown);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void theRealClockReadsOurs(String draft, String scheme) {
        try (RelayPeer relay = RelayPeer.start(draft, certificate, folder);
                PeerProcess ours = Moqj.command("clock", relay.url(scheme), "--draft", draft, "--publish")
                        .args("--tls-root", certificate.certificateFile())
                        .start()) {
            relay.process().awaitLine("serving announce", PATIENCE);
            try (PeerProcess real =
                    MoqRsSubscriber.start(realClock(draft, relay.url(scheme)), started -> started.lines().stream()
                            .anyMatch(line -> line.matches(TIME)))) {
                List<String> shown = threeTimes(real);
                assertThat(shown).allMatch(line -> line.matches(TIME));
                assertThat(ours.isAlive()).isTrue();
            }
        }
    }

    private PeerProcess.Spec realClock(String draft, String url, Object... arguments) {
        return PeerProcess.of(Peers.program(draft, "moq-clock-ietf"))
                .args("--tls-root", certificate.certificateFile())
                .args(arguments)
                .args(url)
                .env("RUST_LOG", "off");
    }

    /** Waits until three different times were printed, and returns what was. */
    private static List<String> threeTimes(PeerProcess clock) {
        return clock
                .awaitLines(
                        lines -> lines.stream()
                                        .filter(line -> line.matches(TIME))
                                        .distinct()
                                        .count()
                                >= 3,
                        PATIENCE)
                .stream()
                .filter(line -> line.matches(TIME))
                .toList();
    }
}
