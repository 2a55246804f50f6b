package org.moqj.tests.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A running relay of aiomoqt on loopback, draft-14 on both transports. Unlike the relays of moq-rs it has FETCH, PUBLISH
 * and namespace discovery, and keeps ids, gaps, statuses and subgroups.
 */
public final class AiomoqtRelay implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;

    private final PeerProcess process;
    private final int port;

    private AiomoqtRelay(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the relay, and waits until it listens. */
    public static AiomoqtRelay start(TestCertificate certificate) {
        Path program = Peers.program("14", "moq-interop-relay");
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            PeerProcess process = PeerProcess.of(program)
                    .args("--bind", "127.0.0.1", "--port", port, "--draft", "14", "--dual")
                    .args("--cert", certificate.certificateFile(), "--key", certificate.keyFile())
                    .start();
            try {
                process.awaitLine("Listening on", START);
                return new AiomoqtRelay(process, port);
            } catch (AssertionError e) { // such as a port that somebody else took in between
                process.close();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The relay cannot be told to take any port, and say which. */
    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the relay's URL with {@code scheme} (https or moqt). */
    public String url(String scheme) {
        return scheme + "://localhost:" + port + "/";
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
