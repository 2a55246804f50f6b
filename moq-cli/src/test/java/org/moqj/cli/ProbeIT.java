package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.MoqDraft;
import org.moqj.relay.SelfSignedCertificate;

/** {@code moqj probe} against servers of several kinds. */
class ProbeIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Cli.Result probe(Peer peer, String scheme, String... rest) {
        return Cli.run(Stream.of(Stream.of("probe"), peer.at(scheme).stream(), Stream.of(rest))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private static List<JsonNode> json(Cli.Result result) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : result.text().lines().toList()) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void triesBothTransportsAndDraftsWhateverTheScheme(String scheme) {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        try (Peer peer = Peer.start(certificate)) {
            Cli.Result result = probe(peer, scheme);

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
            List<String> lines = result.text().lines().toList();
            assertThat(lines).hasSize(9);
            String answers = " +answers in \\d+ ms(, MoQJ.*)?, peer profile strict";
            assertThat(lines.get(0)).matches("WebTransport +draft-14" + answers);
            assertThat(lines.get(1)).matches("WebTransport +draft-07" + answers);
            assertThat(lines.get(2)).matches("QUIC +draft-14" + answers);
            assertThat(lines.get(3)).matches("QUIC +draft-07" + answers);
            assertThat(lines.get(4)).isEqualTo("certificate   CN=localhost");
            assertThat(lines.get(5)).startsWith("  names       localhost, 127.0.0.1, ");
            assertThat(lines.get(6)).matches("  expires     20.*Z \\(in 12 days\\)");
            assertThat(lines.get(7)).isEqualTo("  SHA-256     " + certificate.sha256());
            assertThat(lines.get(8)).isEqualTo("  trusted     yes, by --tls-fingerprint");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 7})
    void tellsTheDraftThatIsSpoken(int draft) throws IOException {
        try (Peer peer = Peer.start(new MoqDraft(draft))) {
            Cli.Result result = probe(peer, "https", "--json");

            assertThat(result.exitCode()).isZero();
            List<JsonNode> attempts = json(result);
            assertThat(attempts).hasSize(4);
            for (JsonNode attempt : attempts) {
                boolean spoken = attempt.get("draft").asInt() == draft;
                assertThat(attempt.get("answers").asBoolean()).isEqualTo(spoken);
                assertThat(attempt.get("ms").isIntegralNumber()).isTrue();
                if (spoken) {
                    assertThat(attempt.get("peer_profile").asText()).isEqualTo("strict");
                    assertThat(attempt.get("certificate").get("trusted").asBoolean())
                            .isTrue();
                } else {
                    assertThat(attempt.get("where").asText()).startsWith("SETUP");
                }
            }
        }
    }

    @Test
    void showsTheCertificateOfAServerThatIsNotTrusted() throws IOException {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        try (Peer peer = Peer.start(certificate)) {
            Cli.Result result = Cli.run("probe", peer.url("https"), "--json", "--timeout", "5");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(json(result)).hasSize(4).allSatisfy(attempt -> {
                assertThat(attempt.get("answers").asBoolean()).isFalse();
                assertThat(attempt.get("where").asText()).isEqualTo("TLS");
                JsonNode shown = attempt.get("certificate");
                assertThat(shown.get("subject").asText()).isEqualTo("CN=localhost");
                assertThat(shown.get("sha256").asText()).isEqualTo(certificate.sha256());
                assertThat(shown.get("trusted").asBoolean(true)).isFalse();
                assertThat(shown.get("trust").asText()).contains("certification path");
            });
            assertThat(result.err()).hasSize(3);
            assertThat(result.err().get(1)).isEqualTo("where: TLS");
            assertThat(result.err().get(2))
                    .isEqualTo("try:   if that is the server's certificate: --tls-fingerprint " + certificate.sha256());
        }
    }

    @Test
    void saysThatACertificateExpired() {
        Duration day = Duration.ofDays(1);
        SelfSignedCertificate expired =
                SelfSignedCertificate.of(Instant.now().minus(day.multipliedBy(3)), day, "localhost", "127.0.0.1");
        try (Peer peer = Peer.start(expired)) {
            Cli.Result result = probe(peer, "moqt");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.text().lines())
                    .anyMatch(line -> line.startsWith("  expires") && line.endsWith(" (expired)"))
                    .anyMatch(line -> line.startsWith("  trusted     no: ") && line.contains("NotAfter"));
        }
    }

    @Test
    void checksNothingWhenTold() throws IOException {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            Cli.Result result = Cli.run("probe", peer.url("moqt"), "--tls-disable-verify", "--draft", "14", "--json");

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).first().asString().contains("not verified");
            assertThat(json(result)).hasSize(2).allSatisfy(attempt -> assertThat(
                            attempt.get("certificate").get("trusted").isNull())
                    .isTrue());
        }
    }

    @Test
    void tellsTransportsApart() throws IOException {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        try (QuietServer server = QuietServer.start(certificate, "moq-00")) {
            Cli.Result result = Cli.run(
                    "probe",
                    "https://127.0.0.1:" + server.port(),
                    "--tls-fingerprint",
                    certificate.sha256(),
                    "--timeout",
                    "4",
                    "--json");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(json(result))
                    .extracting(attempt -> attempt.get("transport").asText() + " "
                            + attempt.get("where").asText().split(",", -1)[0])
                    .containsExactly("WebTransport ALPN", "WebTransport ALPN", "QUIC SETUP", "QUIC SETUP");
            assertThat(result.err().get(1)).startsWith("where: SETUP");
        }
    }

    @Test
    void endsWithCodeThreeWhereNobodyIs() throws IOException {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Cli.Result result = Cli.run("probe", "https://127.0.0.1:" + port, "--timeout", "2");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.text().lines()).hasSize(4).allMatch(line -> line.contains("fails after"));
        assertThat(result.err()).hasSize(3);
        assertThat(result.err().get(1)).isEqualTo("where: UDP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "localhost:4443", "https://localhost:0", "https:///path"})
    void refusesWhatIsNoUrl(String url) {
        Cli.Result result = Cli.run("probe", url);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.text()).isEmpty();
        assertThat(result.err()).hasSize(3);
        assertThat(result.err().get(1)).isEqualTo("where: URL");
    }
}
