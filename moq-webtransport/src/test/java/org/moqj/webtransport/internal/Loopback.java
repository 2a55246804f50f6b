package org.moqj.webtransport.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.moqj.core.ServerOptions;
import org.moqj.core.TlsOptions;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportServer;
import org.moqj.core.spi.transport.TransportSession;

/** A server and a client in one process, on real sockets. */
final class Loopback implements AutoCloseable {

    static final String ALPN = "moq-00";
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final Certificates AUTHORITY = new Certificates("Test Root");

    final NettyTransportProvider serverSide = new NettyTransportProvider();
    final NettyTransportProvider clientSide;
    final BlockingQueue<TransportSession> accepted = new LinkedBlockingQueue<>();
    final TransportServer server;

    Loopback() {
        this(options -> options, options -> options);
    }

    Loopback(UnaryOperator<TransportOptions.Builder> server, UnaryOperator<TransportOptions.Builder> client) {
        this(server, client, ServerOptions.builder(AUTHORITY.localhost()).build(), NameResolver.SYSTEM);
    }

    Loopback(
            UnaryOperator<TransportOptions.Builder> server,
            UnaryOperator<TransportOptions.Builder> client,
            ServerOptions serverOptions,
            NameResolver resolver) {
        TlsOptions trusting = TlsOptions.builder().roots(AUTHORITY.roots()).build();
        clientSide = new NettyTransportProvider(resolver);
        serverSide.start(server.apply(TransportOptions.builder()).build());
        clientSide.start(client.apply(TransportOptions.builder().tls(trusting)).build());
        this.server = Peer.get(serverSide.listen(serverOptions, List.of(ALPN), accepted::add));
    }

    int port() {
        return server.localAddress().getPort();
    }

    URI uri(TransportKind kind) {
        String scheme = kind == TransportKind.QUIC ? "moqt" : "https";
        return URI.create(scheme + "://localhost:" + port() + "/live?x=1");
    }

    CompletableFuture<TransportSession> dial(URI uri) {
        return clientSide.connect(new ConnectRequest(uri, List.of(ALPN), TIMEOUT));
    }

    Pair connect(TransportKind kind) {
        Peer client = new Peer(Peer.get(dial(uri(kind))));
        Peer server = new Peer(Peer.take(accepted));
        return new Pair(client, server);
    }

    /** Connects, and has both ends listen. */
    Pair connected(TransportKind kind) {
        Pair pair = connect(kind);
        pair.client.listening();
        pair.server.listening();
        return pair;
    }

    record Pair(Peer client, Peer server) {}

    static ServerOptions.Builder serverOptions() {
        return ServerOptions.builder(AUTHORITY.localhost())
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Override
    public void close() {
        Peer.get(clientSide.shutdown());
        Peer.get(serverSide.shutdown());
    }
}
