package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.tests.peers.Media;
import org.moqj.tests.peers.MoqRsSubscriber;
import org.moqj.tests.peers.Moqj;
import org.moqj.tests.peers.PeerProcess;
import org.moqj.tests.peers.Peers;
import org.moqj.tests.peers.RelayPeer;
import org.moqj.tests.peers.TestCertificate;

/**
 * Real media at the speed of its clock, through the real relays, between our command and the real tools. The length is
 * the system property {@code moqj.media.seconds}, 6 by default.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class MediaInteropIT {

    private static final int SECONDS = Integer.getInteger("moqj.media.seconds", 6);
    private static final int FRAMES_A_SECOND = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TO_THE_END = Duration.ofSeconds(SECONDS + 30);

    @TempDir
    Path folder;

    private TestCertificate certificate;

    @BeforeEach
    void createCertificate() {
        certificate = TestCertificate.create(folder);
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void realSubscriberPlaysWhatWePublish(String draft, String scheme) throws Exception {
        Path out = folder.resolve("out.mp4");
        try (RelayPeer relay = RelayPeer.start(draft, certificate, folder)) {
            List<PeerProcess> publishing = PeerProcess.pipe(
                    Media.live(SECONDS, false),
                    Moqj.command("pub", relay.url(scheme), "--draft", draft, "--namespace", "test/media")
                            .args("--tls-root", certificate.certificateFile(), "--fmp4", "-"));
            try (PeerProcess source = publishing.get(0);
                    PeerProcess pub = publishing.get(1)) {
                relay.process().awaitLine("serving announce", PATIENCE);
                PeerProcess.Spec player = PeerProcess.of(Peers.program(draft, "moq-sub"))
                        .args("--tls-root", certificate.certificateFile(), "--name", "test/media")
                        .args(relay.url(scheme))
                        .env("RUST_LOG", "off")
                        .stdoutTo(out);
                try (PeerProcess sub =
                        MoqRsSubscriber.start(player, started -> out.toFile().length() > 0)) {
                    assertThat(source.awaitExit(TO_THE_END)).as("ffmpeg").isZero();
                    assertThat(pub.awaitExit(PATIENCE))
                            .as("moqj pub: %s", pub.lines())
                            .isZero();
                    assertThat(sub.awaitExit(PATIENCE))
                            .as("moq-sub: %s", sub.lines())
                            .isZero();
                }
            }
        }
        Media.Probe probe = Media.probe(out);
        assertThat(probe.errors()).isEmpty();
        assertThat(probe.packets()).hasSize(1);
        // The subscriber joins with a whole group, at the latest the one after the next.
        assertThat(probe.packets().get(0)).isGreaterThanOrEqualTo((SECONDS - 3) * FRAMES_A_SECOND);
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void wePlayWhatTheRealPublisherSendsAlsoWhenStopped(String draft, String scheme) throws Exception {
        Path out = folder.resolve("out.mp4");
        try (RelayPeer relay = RelayPeer.start(draft, certificate, folder)) {
            List<PeerProcess> publishing = PeerProcess.pipe(
                    Media.live(SECONDS, true),
                    PeerProcess.of(Peers.program(draft, "moq-pub"))
                            .args("--tls-root", certificate.certificateFile(), "--name", "test/media")
                            .args(relay.url(scheme))
                            .env("RUST_LOG", "off"));
            try (PeerProcess source = publishing.get(0);
                    PeerProcess pub = publishing.get(1)) {
                relay.process().awaitLine("serving announce", PATIENCE);
                try (PeerProcess sub = Moqj.command(
                                "sub", relay.url(scheme), "--draft", draft, "--namespace", "test/media")
                        .args("--tls-root", certificate.certificateFile(), "--fmp4", "--out", out)
                        .start()) {
                    assertThat(source.awaitExit(TO_THE_END)).as("ffmpeg").isZero();
                    sub.signal("INT");
                    assertThat(sub.awaitExit(PATIENCE))
                            .as("moqj sub: %s", sub.lines())
                            .isEqualTo(130);
                    assertThat(String.join("\n", sub.lines())).doesNotContain("LEAK");
                }
                assertThat(pub.isAlive()).as("moq-pub: %s", pub.lines()).isTrue();
            }
        }
        List<Media.Box> boxes = Media.boxes(Media.bytes(out));
        assertThat(boxes.get(boxes.size() - 1).type()).isEqualTo("mdat");
        Media.Probe probe = Media.probe(out);
        assertThat(probe.errors()).isEmpty();
        assertThat(probe.packets()).hasSize(2).allMatch(packets -> packets >= (SECONDS - 4) * FRAMES_A_SECOND);
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void everyObjectArrivesOnceAndUnchanged(String draft, String scheme) throws Exception {
        Path media = Media.file(folder.resolve("in.mp4"), SECONDS, true);
        Path sent = folder.resolve("sent.json");
        Path received = folder.resolve("received.json");
        try (RelayPeer relay = RelayPeer.start(draft, certificate, folder);
                PeerProcess pub = Moqj.command("pub", relay.url(scheme), "--draft", draft, "--namespace", "test/media")
                        .args("--tls-root", certificate.certificateFile(), "--fmp4", media, "--json")
                        .stdoutTo(sent)
                        .start()) {
            relay.process().awaitLine("serving announce", PATIENCE);
            try (PeerProcess sub = Moqj.command("sub", relay.url(scheme), "--draft", draft)
                    .args("--namespace", "test/media", "--track", "1.m4s", "--json")
                    .args("--tls-root", certificate.certificateFile())
                    .stdoutTo(received)
                    .start()) {
                assertThat(pub.awaitExit(TO_THE_END))
                        .as("moqj pub: %s", pub.lines())
                        .isZero();
                assertThat(sub.awaitExit(PATIENCE))
                        .as("moqj sub: %s", sub.lines())
                        .isZero();
            }
        }
        Map<String, String> published = hashes(sent, "1.m4s");
        Map<String, String> arrived = hashes(received, "1.m4s");
        List<String> expected = new ArrayList<>(published.keySet());
        String first = arrived.keySet().iterator().next();
        assertThat(first).endsWith(":0");
        expected = expected.subList(expected.indexOf(first), expected.size());
        assertThat(arrived.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        arrived.forEach((location, hash) -> assertThat(hash).as(location).isEqualTo(published.get(location)));
        assertThat(arrived.size()).isGreaterThanOrEqualTo((SECONDS - 4) * FRAMES_A_SECOND);
    }

    /** Returns the SHA-256 of each object of {@code track} by its location, and fails where one is there twice. */
    private static Map<String, String> hashes(Path lines, String track) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(lines)) {
            JsonNode object = mapper.readTree(line);
            if (!object.has("track") || object.get("track").asText().equals(track)) {
                String location = object.get("group").asText() + ":"
                        + object.get("object").asText();
                assertThat(hashes.put(location, object.get("sha256").asText()))
                        .as("second time of %s", location)
                        .isNull();
            }
        }
        assertThat(new HashSet<>(hashes.keySet())).isNotEmpty();
        return hashes;
    }
}
