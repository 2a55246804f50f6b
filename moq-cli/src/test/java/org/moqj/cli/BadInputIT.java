package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.MoqDraft;
import org.moqj.relay.SelfSignedCertificate;

/** What users get wrong, and what they are told: the exit code, the phase, and what to do. */
class BadInputIT {

    private static final Duration DAY = Duration.ofDays(1);

    @AfterEach
    void leavesNoThreadBehind() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("moqj")) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private static Cli.Result subscribe(String url, String... more) {
        String[] args = new String[] {"sub", url, "--namespace", "n", "--track", "t", "-q"};
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Cli.run(all);
    }

    private static void assertReport(Cli.Result result, int exitCode, String what, String where, String hint) {
        assertThat(result.err()).hasSize(3);
        assertThat(result.err().get(0)).startsWith("error: ").containsPattern(what);
        assertThat(result.err().get(1)).startsWith("where: " + where);
        assertThat(result.err().get(2)).startsWith("try:   ").contains(hint);
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://, it",
        "https:///path, host",
        "http://localhost, scheme must be https or moqt",
        "localhost:4443, scheme must be https or moqt",
        "https://localhost:0, port must be 1 to 65535",
        "https://localhost:65536, port must be 1 to 65535",
        "https://localhost:port, port must be 1 to 65535",
        "moqt://user@localhost, neither user nor fragment",
    })
    void wrongUrl(String url, String what) {
        assertReport(subscribe(url), 2, what, "URL", "https://host[:port]/path");
    }

    @Test
    void unresolvableHost() {
        assertReport(subscribe("https://no-such-host.invalid"), 3, "no-such-host\\.invalid", "DNS", "host name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void closedUdpPort(String scheme) throws IOException {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Cli.Result result = subscribe(scheme + "://127.0.0.1:" + port, "--timeout", "3");

        // Whether the system tells of the closed port is the system's choice.
        assertThat(result.exitCode()).isIn(3, 4);
        assertReport(
                result, result.exitCode(), "127\\.0\\.0\\.1", "UDP", "check that the server runs on this UDP port");
    }

    @Test
    void untrustedCertificate() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            assertReport(subscribe(peer.url("https")), 3, "certif", "TLS", "the roots or pins given here");
        }
    }

    @Test
    void certificateOfAnother() {
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            String other = SelfSignedCertificate.forLoopback().sha256();

            assertReport(
                    subscribe(peer.url("moqt"), "--tls-fingerprint", other),
                    3,
                    "pin",
                    "TLS",
                    "the roots or pins given here");
        }
    }

    @Test
    void expiredCertificate(@TempDir Path folder) throws Exception {
        SelfSignedCertificate expired =
                SelfSignedCertificate.of(Instant.now().minus(DAY.multipliedBy(3)), DAY, "localhost", "127.0.0.1");
        try (Peer peer = Peer.start(expired)) {
            Path root = pem(folder, expired);

            assertReport(subscribe(peer.url("https"), "--tls-root", root.toString()), 3, "NotAfter", "TLS", "dates");
            assertReport(
                    subscribe(peer.url("https"), "--tls-fingerprint", expired.sha256()), 3, "NotAfter", "TLS", "dates");
        }
    }

    @Test
    void certificateForAnotherName(@TempDir Path folder) throws Exception {
        SelfSignedCertificate other =
                SelfSignedCertificate.of(Instant.now().minus(DAY), DAY.multipliedBy(2), "other.example");
        try (Peer peer = Peer.start(other)) {
            Path root = pem(folder, other);

            assertReport(
                    subscribe(peer.url("https"), "--tls-root", root.toString()),
                    3,
                    "127\\.0\\.0\\.1|name",
                    "TLS",
                    "its names");
        }
    }

    private static Path pem(Path folder, SelfSignedCertificate certificate)
            throws IOException, CertificateEncodingException {
        byte[] encoded = certificate.identity().chain().get(0).getEncoded();
        String text = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(folder.resolve("root.pem"), text, StandardCharsets.US_ASCII);
    }

    @Test
    void noCertificateInTheRootsFile(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");

        assertReport(
                subscribe("https://localhost", "--tls-root", empty.toString()),
                2,
                "empty\\.pem",
                "command line",
                "--help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void protocolThatTheServerLacks(String scheme) {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        try (QuietServer server = QuietServer.start(certificate, "hq-interop")) {
            String url = scheme + "://127.0.0.1:" + server.port();

            assertReport(
                    subscribe(url, "--tls-fingerprint", certificate.sha256()),
                    3,
                    "does not speak (h3|moq-00)",
                    "ALPN",
                    "the other URL scheme");
        }
    }

    @ParameterizedTest
    @CsvSource({"moqt, moq-00, SETUP, another draft", "https, h3, CONNECT, WebTransport"})
    void serverThatSaysNothing(String scheme, String protocol, String phase, String hint) {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        try (QuietServer server = QuietServer.start(certificate, protocol)) {
            String url = scheme + "://127.0.0.1:" + server.port();
            long begin = System.nanoTime();

            Cli.Result result = subscribe(url, "--tls-fingerprint", certificate.sha256(), "--timeout", "1");

            assertReport(result, 4, "within \\d{3,4} ms", phase, hint);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @CsvSource({"14, 07, https", "14, 07, moqt", "7, 14, https", "7, 14, moqt"})
    void peerOfAnotherDraft(int spoken, String pinned, String scheme) {
        try (Peer peer = Peer.start(new MoqDraft(spoken))) {
            String[] at = peer.at(scheme).toArray(String[]::new);

            Cli.Result result = subscribe(at[0], at[1], at[2], at[3], at[4], "--draft", pinned);

            assertReport(result, 1, "", "SETUP", "another draft");
        }
    }

    @Test
    void draftThatIsNotSpokenHere() {
        assertReport(
                subscribe("https://localhost", "--draft", "16"),
                2,
                "--draft 16 is not spoken here",
                "command line",
                "one of auto, [draft-14, draft-07]");
    }

    @Test
    void profileThatNobodyKnows() {
        assertReport(
                subscribe("https://localhost", "--peer", "acme"),
                2,
                "--peer acme is no known profile",
                "command line",
                "strict");
    }

    @ParameterizedTest
    @CsvSource({"moq-rs-07, auto", "moq-rs, 07", "STRICT, auto"})
    void profileThatIsKnown(String profile, String draft) {
        // It gets as far as the URL.
        assertReport(subscribe("http://x", "--peer", profile, "--draft", draft), 2, "scheme", "URL", "https://");
    }

    @Test
    void namespaceWithTooManyFields() {
        Cli.Result result = Cli.run("pub", "https://localhost", "--namespace", "a/".repeat(32) + "b", "--clock");

        assertReport(result, 2, "A namespace has at most 32 fields, not 33", "command line", "--help");
    }

    @Test
    void nameThatIsTooLong() {
        Cli.Result result = Cli.run("sub", "https://localhost", "--namespace", "n", "--track", "t".repeat(4096));

        assertReport(result, 2, "A full track name has at most 4096 bytes, not 4097", "command line", "--help");
    }

    @Test
    void chunkOverTheObjectSize() {
        Cli.Result result = Cli.run(
                "pub",
                "https://localhost",
                "--namespace",
                "n",
                "--track",
                "t",
                "--file",
                "x",
                "--chunk-size",
                "10485761");

        assertReport(result, 2, "10485761 bytes are refused: the limit is 10485760", "command line", "--chunk-size");
    }

    @Test
    void inputThatIsNotFragmentedMp4(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("movie.mp4"), "this is no movie");
        try (Peer peer = Peer.start(MoqDraft.DRAFT_14)) {
            List<String> at = peer.at("https");

            Cli.Result result = Cli.run(
                    "pub", at.get(0), at.get(1), at.get(2), "--namespace", "n", "--fmp4", file.toString(), "-q");

            assertReport(
                    result, 2, "the input is not fragmented MP4: it begins with a box \" is \"", "input", "ffmpeg");
        }
    }

    @Test
    void fileThatDoesNotExist() {
        Cli.Result result = Cli.run("pub", "https://localhost", "--namespace", "n", "--fmp4", "no-such.mp4");

        assertReport(result, 2, "no such file: no-such.mp4", "input", "file's name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100000"})
    void impossibleTimeout(String seconds) {
        assertReport(
                subscribe("https://localhost", "--timeout", seconds), 2, "--timeout", "command line", "--timeout 10");
    }
}
