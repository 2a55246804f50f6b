package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqTransportException;
import org.moqj.core.Side;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession;

class ConnectFailureTest {

    private static final InetAddress V4 = NetUtil.LOCALHOST4;
    private static final InetAddress V6 = NetUtil.LOCALHOST6;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static String scheme(TransportKind kind) {
        return kind == TransportKind.QUIC ? "moqt" : "https";
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void namesTheHostThatIsUnknown() {
        NameResolver none = host -> {
            throw new UnknownHostException(host);
        };
        try (Dialling client = new Dialling(Dialling.trusting(), none)) {
            MoqTransportException failure = client.failure("https://nowhere.invalid/", TIMEOUT);

            assertThat(failure.phase()).isEqualTo(FailurePhase.DNS);
            assertThat(failure).hasMessage("The host name nowhere.invalid cannot be resolved");
        }
    }

    @Test
    void hostWithoutAddressesIsUnknown() {
        try (Dialling client = new Dialling(Dialling.trusting(), host -> List.of())) {
            assertThat(client.failure("https://empty.example/", TIMEOUT).phase())
                    .isEqualTo(FailurePhase.DNS);
        }
    }

    @Test
    void givesUpOnAResolverThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        NameResolver hanging = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted");
            }
            return List.of();
        };
        try (Dialling client = new Dialling(Dialling.trusting(), hanging)) {
            MoqTransportException failure = client.failure("https://slow.example/", Duration.ofMillis(200));

            assertThat(failure.phase()).isEqualTo(FailurePhase.DNS);
            assertThat(failure.isTimeout()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closedPortFailsAtOnce(TransportKind kind) throws SocketException {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (Dialling client = new Dialling(Dialling.trusting())) {
            long start = System.nanoTime();
            MoqTransportException failure = client.failure(scheme(kind) + "://127.0.0.1:" + port, TIMEOUT);

            assertThat(failure.phase()).isEqualTo(FailurePhase.UDP);
            assertThat(failure).hasMessage("Nothing listens on UDP port " + port + " of 127.0.0.1");
            assertThat(failure.isTimeout()).isFalse();
            assertThat(since(start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void silentPortTimesOut(TransportKind kind) throws SocketException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Dialling client = new Dialling(Dialling.trusting())) {
            MoqTransportException failure =
                    client.failure(scheme(kind) + "://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(300));

            assertThat(failure.phase()).isEqualTo(FailurePhase.UDP);
            assertThat(failure.isTimeout()).isTrue();
            assertThat(failure).hasMessageContaining("within 300 ms");
        }
    }

    @Test
    void applicationProtocolThatTheServerLacksFailsAtOnce() {
        try (Loopback server = new Loopback();
                Dialling client = new Dialling(Dialling.trusting())) {
            // Classes are loaded and the native library is there.
            Peer.get(client.dial("moqt://localhost:" + server.port(), TIMEOUT));
            long start = System.nanoTime();

            Throwable failure = Assertions.catchThrowable(() -> Peer.get(client.provider.connect(
                    new ConnectRequest(URI.create("moqt://localhost:" + server.port()), List.of("moq-99"), TIMEOUT))));

            assertThat(since(start)).isLessThan(Duration.ofSeconds(1));
            assertThat(failure).isInstanceOfSatisfying(MoqTransportException.class, known -> {
                assertThat(known.phase()).isEqualTo(FailurePhase.ALPN);
                assertThat(known.side()).isEqualTo(Side.REMOTE);
                assertThat(known.code()).isEqualTo(0x178);
                assertThat(known).hasMessageContaining("does not speak moq-99");
            });
        }
    }

    @Test
    void pathThatIsNotServedIsRefused() {
        try (Loopback server = new Loopback(
                        options -> options,
                        options -> options,
                        Loopback.serverOptions()
                                .acceptedPath("/live?x=1"::equals)
                                .build(),
                        NameResolver.SYSTEM);
                Dialling client = new Dialling(Dialling.trusting())) {
            String host = "https://localhost:" + server.port();

            assertThat(Peer.get(client.dial(host + "/live?x=1", TIMEOUT)).info().path())
                    .isEqualTo("/live?x=1");
            assertThat(Peer.take(server.accepted).info().path()).isEqualTo("/live?x=1");
            MoqTransportException failure =
                    (MoqTransportException) Assertions.catchThrowable(() -> Peer.get(client.dial(host + "/", TIMEOUT)));
            assertThat(failure.phase()).isEqualTo(FailurePhase.CONNECT);
            assertThat(failure.side()).isEqualTo(Side.REMOTE);
            assertThat(failure.code()).isEqualTo(404);
            assertThat(failure).hasMessageContaining("HTTP status 404");
        }
    }

    @Test
    void authorityThatIsNotServedIsRefused() {
        try (Loopback server = new Loopback(
                        options -> options,
                        options -> options,
                        Loopback.serverOptions()
                                .acceptedAuthority(authority -> authority.startsWith("localhost:"))
                                .build(),
                        NameResolver.SYSTEM);
                Dialling client = new Dialling(Dialling.trusting())) {
            MoqTransportException failure = client.failure("https://127.0.0.1:" + server.port(), TIMEOUT);

            assertThat(failure.phase()).isEqualTo(FailurePhase.CONNECT);
            assertThat(failure.code()).isEqualTo(421);
            assertThat(Peer.get(client.dial("https://localhost:" + server.port(), TIMEOUT))
                            .info()
                            .authority())
                    .startsWith("localhost:");
        }
    }

    /** A QUIC server that completes the handshake for h3 and then says nothing. */
    @Test
    void serverWithoutSettingsTimesOut() {
        try (SilentQuicServer server = new SilentQuicServer(Target.H3, Loopback.AUTHORITY.localhost());
                Dialling client = new Dialling(Dialling.trusting())) {
            MoqTransportException failure =
                    client.failure("https://localhost:" + server.port(), Duration.ofMillis(800));

            assertThat(failure.phase()).isEqualTo(FailurePhase.CONNECT);
            assertThat(failure.isTimeout()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancellingFreesEverything(TransportKind kind) throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Dialling client = new Dialling(Dialling.trusting())) {
            CompletableFuture<TransportSession> dialling =
                    client.dial(scheme(kind) + "://127.0.0.1:" + silent.getLocalPort(), TIMEOUT);
            // Once a packet has come, the attempt is under way.
            silent.receive(new DatagramPacket(new byte[2048], 2048));
            assertThat(client.provider.sockets().count()).isEqualTo(1);

            dialling.cancel(false);

            client.awaitNoSockets();
            Assertions.assertThatExceptionOfType(CancellationException.class).isThrownBy(dialling::join);
        }
    }

    @Test
    void cancellingDuringTheRequestFreesEverything() {
        try (SilentQuicServer server = new SilentQuicServer(Target.H3, Loopback.AUTHORITY.localhost());
                Dialling client = new Dialling(Dialling.trusting())) {
            CompletableFuture<TransportSession> dialling = client.dial("https://localhost:" + server.port(), TIMEOUT);
            Peer.get(server.connected());

            dialling.cancel(false);

            client.awaitNoSockets();
            Peer.get(server.disconnected());
        }
    }

    @Test
    void fallsBackToTheNextAddress() throws Exception {
        try (Loopback server = new Loopback();
                DatagramSocket dead = new DatagramSocket(new InetSocketAddress(V6, server.port()));
                Dialling client = new Dialling(Dialling.trusting(), host -> List.of(V4, V6))) {
            long start = System.nanoTime();
            TransportSession session = Peer.get(client.dial("moqt://localhost:" + server.port(), TIMEOUT));

            assertThat(((InetSocketAddress) session.info().remote())
                            .getAddress()
                            .getHostAddress())
                    .isEqualTo("127.0.0.1");
            assertThat(since(start)).isBetween(Duration.ofMillis(240), Duration.ofSeconds(2));
            assertThat(dead.isClosed()).isFalse();
            Peer.await(() -> client.provider.sockets().count() == 1);
        }
    }

    @Test
    void takesTheNextAddressAtOnceWhereTheFirstIsClosed() throws Exception {
        try (Loopback server = new Loopback();
                Dialling client = new Dialling(Dialling.trusting(), host -> List.of(V4, V6))) {
            TransportSession session = Peer.get(client.dial("https://localhost:" + server.port(), TIMEOUT));

            assertThat(session.info().remote().toString()).contains("127.0.0.1");
        }
    }

    @Test
    void saysThatTheServerIsBusyOnThisAddress() throws Exception {
        try (Loopback server = new Loopback()) {
            CompletableFuture<?> second = server.serverSide.listen(
                    Loopback.serverOptions()
                            .address(server.server.localAddress())
                            .build(),
                    List.of(Loopback.ALPN),
                    session -> {});

            Assertions.assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(second::join)
                    .withMessageContaining("Address already in use");
        }
    }
}
