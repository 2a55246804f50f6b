package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportClosed.Cause;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.webtransport.internal.Loopback.Pair;

class ShutdownTest {

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("moqj-"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoThreadAndNoSocket(TransportKind kind) throws InterruptedException {
        Set<Thread> before = threads();
        Loopback loopback = new Loopback();
        Pair pair = loopback.connected(kind);
        pair.client().write(pair.client().openUni(), new byte[100_000], false);
        Set<Thread> during = threads();

        loopback.close();

        assertThat(during).hasSizeGreaterThan(before.size());
        during.removeAll(before);
        for (Thread thread : during) {
            thread.join(Duration.ofSeconds(5).toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
        assertThat(loopback.clientSide.sockets().count()).isZero();
        assertThat(loopback.serverSide.sockets().count()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void tellsThePeersOfItsEnd(TransportKind kind) {
        Loopback loopback = new Loopback();
        Pair pair = loopback.connected(kind);

        Peer.get(loopback.clientSide.shutdown());

        assertThat(pair.server().end().cause()).isEqualTo(Cause.PEER);
        assertThat(pair.server().end().code()).isZero();
        Peer.get(loopback.serverSide.shutdown());
    }

    @ParameterizedTest
    @EnumSource
    void closedServerClosesItsSessions(TransportKind kind) {
        try (Loopback loopback = new Loopback()) {
            Pair pair = loopback.connected(kind);

            Peer.get(loopback.server.close());

            assertThat(pair.client().end().cause()).isEqualTo(Cause.PEER);
            assertThat(pair.server().end().cause()).isEqualTo(Cause.LOCAL);
            assertThat(loopback.serverSide.sockets().count()).isZero();
        }
    }

    @Test
    void givesUpDialsUnderWay() throws Exception {
        NettyTransportProvider provider = new NettyTransportProvider();
        provider.start(TransportOptions.builder().build());
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("moqt://127.0.0.1:" + silent.getLocalPort());
            CompletableFuture<TransportSession> dialling =
                    provider.connect(new ConnectRequest(uri, List.of(Loopback.ALPN), Loopback.TIMEOUT));
            silent.receive(new java.net.DatagramPacket(new byte[2048], 2048));

            Peer.get(provider.shutdown());

            assertThatExceptionOfType(CancellationException.class).isThrownBy(dialling::join);
            assertThat(provider.sockets().count()).isZero();
        }
    }

    @Test
    void mayBeShutDownTwiceAndUnused() {
        NettyTransportProvider provider = new NettyTransportProvider();
        provider.start(TransportOptions.builder().build());

        Peer.get(provider.shutdown());
        Peer.get(provider.shutdown());
    }

    @Test
    void takesNothingOnAfterItsEnd() {
        NettyTransportProvider provider = new NettyTransportProvider();
        provider.start(TransportOptions.builder().build());
        Peer.get(provider.shutdown());
        URI uri = URI.create("moqt://127.0.0.1:4443");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        Peer.get(provider.connect(new ConnectRequest(uri, List.of(Loopback.ALPN), Loopback.TIMEOUT))));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Peer.get(
                        provider.listen(Loopback.serverOptions().build(), List.of(Loopback.ALPN), session -> {})));
    }
}
