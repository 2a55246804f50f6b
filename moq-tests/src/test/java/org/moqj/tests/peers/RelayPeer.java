package org.moqj.tests.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running {@code moq-relay-ietf} on loopback. */
public final class RelayPeer implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
    private static final Duration START = Duration.ofSeconds(10);

    private final PeerProcess process;
    private final int port;

    private RelayPeer(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the relay of {@code draft} (07 or 14) on a free port, and waits until it listens. */
    public static RelayPeer start(String draft, TestCertificate certificate, Path folder) {
        PeerProcess.Spec spec = PeerProcess.of(Peers.program(draft, "moq-relay-ietf"))
                .args("--bind", "127.0.0.1:0")
                .args("--tls-cert", certificate.certificateFile(), "--tls-key", certificate.keyFile())
                .env("RUST_LOG", "info");
        if (draft.equals("14")) {
            spec.args("--coordinator-file", folder.resolve("coordinator-" + System.nanoTime() + ".json"));
        }
        return start(spec);
    }

    /** Starts a relay of draft-07 that opens a session to the server at {@code url} and announces there. */
    public static RelayPeer announcingTo(String url, TestCertificate certificate) {
        return start(PeerProcess.of(Peers.program("07", "moq-relay-ietf"))
                .args("--bind", "127.0.0.1:0")
                .args("--tls-cert", certificate.certificateFile(), "--tls-key", certificate.keyFile())
                .args("--tls-root", certificate.certificateFile())
                .args("--announce", url)
                .env("RUST_LOG", "info"));
    }

    private static RelayPeer start(PeerProcess.Spec spec) {
        PeerProcess process = spec.start();
        Matcher matcher = LISTENING.matcher(process.awaitLine("listening on", START));
        if (!matcher.find()) {
            process.close();
            throw new AssertionError("No port in " + process.lines());
        }
        return new RelayPeer(process, Integer.parseInt(matcher.group(1)));
    }

    /** Returns the relay's URL with {@code scheme} (https or moqt). */
    public String url(String scheme) {
        return scheme + "://localhost:" + port;
    }

    /** Returns the process. */
    public PeerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
