package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.tests.peers.Media;
import org.moqj.tests.peers.MoqRsSubscriber;
import org.moqj.tests.peers.Moqj;
import org.moqj.tests.peers.OwnRelay;
import org.moqj.tests.peers.PeerProcess;
import org.moqj.tests.peers.Peers;
import org.moqj.tests.peers.TestCertificate;

/** The real programs of moq-rs meet at our relay, also those of different drafts. */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class OwnRelayInteropIT {

    private static final int SECONDS = Integer.getInteger("moqj.media.seconds", 6);
    private static final int FRAMES_A_SECOND = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TO_THE_END = Duration.ofSeconds(SECONDS + 30);
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";

    @TempDir
    Path folder;

    private TestCertificate certificate;
    private OwnRelay relay;

    @BeforeEach
    void startRelay() throws Exception {
        certificate = TestCertificate.create(folder);
        relay = OwnRelay.start(certificate);
    }

    @AfterEach
    void closeRelay() {
        relay.close();
    }

    @ParameterizedTest
    @CsvSource({
        "07, https, 07, https",
        "07, moqt, 07, moqt",
        "14, https, 14, https",
        "14, moqt, 14, moqt",
        "07, https, 14, moqt",
        "14, https, 07, moqt"
    })
    void realSubscriberPlaysWhatTheRealPublisherSends(String from, String fromScheme, String to, String toScheme) {
        Path out = folder.resolve("out.mp4");
        List<PeerProcess> publishing =
                PeerProcess.pipe(Media.live(SECONDS, false), program(from, "moq-pub", fromScheme, "--name", "media"));
        try (PeerProcess source = publishing.get(0);
                PeerProcess pub = publishing.get(1)) {
            relay.awaitNamespace(pub);
            PeerProcess.Spec player =
                    program(to, "moq-sub", toScheme, "--name", "media").stdoutTo(out);
            try (PeerProcess sub =
                    MoqRsSubscriber.start(player, started -> out.toFile().length() > 0)) {
                assertThat(source.awaitExit(TO_THE_END)).as("ffmpeg").isZero();
                pub.signal("TERM"); // a shell's background job would not hear INT
                pub.awaitExit(PATIENCE);
                sub.awaitExit(PATIENCE);
            }
        }
        Media.Probe probe = Media.probe(out);
        assertThat(probe.errors()).isEmpty();
        assertThat(probe.packets()).hasSize(1);
        assertThat(probe.packets().get(0)).isGreaterThanOrEqualTo((SECONDS - 3) * FRAMES_A_SECOND);
    }

    private PeerProcess.Spec program(String draft, String name, String scheme, Object... arguments) {
        return PeerProcess.of(Peers.program(draft, name))
                .args("--tls-root", certificate.certificateFile())
                .args(arguments)
                .args(relay.url(scheme))
                .env("RUST_LOG", "off");
    }

    @ParameterizedTest
    @CsvSource({"07, https, 07", "07, moqt, 14", "14, https, 14", "14, moqt, 07"})
    void realClocksReadEachOther(String from, String scheme, String to) {
        try (PeerProcess publisher =
                program(from, "moq-clock-ietf", scheme, "--publish").start()) {
            relay.awaitNamespace(publisher);
            PeerProcess.Spec reader = program(to, "moq-clock-ietf", scheme);
            try (PeerProcess subscriber = MoqRsSubscriber.start(
                    reader, started -> started.lines().stream().anyMatch(line -> line.matches(TIME)))) {
                List<String> shown = threeTimes(subscriber);
                publisher.awaitLines(lines -> lines.containsAll(shown), PATIENCE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void weReadTheRealClock(String draft, String scheme) {
        try (PeerProcess real =
                program(draft, "moq-clock-ietf", scheme, "--publish").start()) {
            relay.awaitNamespace(real);
            try (PeerProcess ours = Moqj.command("clock", relay.url(scheme), "--draft", draft)
                    .args("--tls-root", certificate.certificateFile())
                    .start()) {
                List<String> shown = threeTimes(ours);
                real.awaitLines(lines -> lines.containsAll(shown), PATIENCE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void theRealClockReadsOurs(String draft, String scheme) {
        try (PeerProcess ours = Moqj.command("clock", relay.url(scheme), "--draft", draft, "--publish")
                .args("--tls-root", certificate.certificateFile())
                .start()) {
            relay.awaitNamespace(ours);
            try (PeerProcess real =
                    MoqRsSubscriber.start(program(draft, "moq-clock-ietf", scheme), started -> started.lines().stream()
                            .anyMatch(line -> line.matches(TIME)))) {
                assertThat(threeTimes(real)).allMatch(line -> line.matches(TIME));
                assertThat(ours.isAlive()).isTrue();
            }
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void theTestClientPassesSixOfSix(String scheme) {
        try (PeerProcess client = PeerProcess.of(Peers.program("14", "moq-test-client"))
                .args("--tls-disable-verify", "--relay", relay.url(scheme))
                .start()) {
            int exit = client.awaitExit(PATIENCE);
            assertThat(client.lines().stream().filter(line -> line.startsWith("ok ")))
                    .as("%s", client.lines())
                    .hasSize(6);
            assertThat(exit).isZero();
        }
    }
}
