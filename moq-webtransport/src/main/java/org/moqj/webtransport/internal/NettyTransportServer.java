package org.moqj.webtransport.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.ServerOptions;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.Perspective;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportServer;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.webtransport.internal.http3.WebTransportCodes;
import org.moqj.webtransport.internal.http3.WebTransportServer;
import org.moqj.webtransport.internal.quic.ConnectionInfo;
import org.moqj.webtransport.internal.quic.ErrorCodes;
import org.moqj.webtransport.internal.quic.Framing;
import org.moqj.webtransport.internal.quic.LoopExecutor;
import org.moqj.webtransport.internal.quic.QuicConnection;
import org.moqj.webtransport.internal.quic.QuicParameters;
import org.moqj.webtransport.internal.quic.QuicSession;

/** A UDP socket and the connections on it, all on one event loop. May be used from any thread. */
final class NettyTransportServer implements TransportServer {

    private final TransportOptions options;
    private final ServerOptions serverOptions;
    private final Consumer<TransportSession> accepted;
    private final EventLoop loop;
    private final OpenSockets sockets;
    private final OpenConnections connections = new OpenConnections();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable Channel socket;

    NettyTransportServer(
            TransportOptions options,
            ServerOptions serverOptions,
            Consumer<TransportSession> accepted,
            EventLoop loop,
            OpenSockets sockets) {
        this.options = options;
        this.serverOptions = serverOptions;
        this.accepted = accepted;
        this.loop = loop;
        this.sockets = sockets;
    }

    CompletableFuture<TransportServer> bind(EventLoops loops, QuicSslContext sslContext) {
        CompletableFuture<TransportServer> bound = new CompletableFuture<>();
        loops.datagrams(loop)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel opened) {
                        opened.pipeline().addLast(UdpWatch.ofServer(), codec(sslContext, loops.segments()));
                    }
                })
                .bind(serverOptions.address())
                .addListener(binding -> {
                    Channel opened = ((ChannelFuture) binding).channel();
                    if (binding.isSuccess()) {
                        socket = opened;
                        sockets.add(opened);
                        bound.complete(this);
                    } else {
                        bound.completeExceptionally(binding.cause());
                    }
                });
        return bound;
    }

    private ChannelHandler codec(QuicSslContext sslContext, SegmentedDatagramPacketAllocator segments) {
        return QuicParameters.apply(new QuicServerCodecBuilder(), options, true)
                .option(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR, segments)
                .sslContext(sslContext)
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel channel) {
                        channel.pipeline().addLast(new AlpnRouter(NettyTransportServer.this::route));
                    }
                })
                .build();
    }

    private void route(QuicChannel channel, String protocol) {
        if (protocol.equals(Target.H3)) {
            QuicConnection connection = connection(channel, WebTransportCodes.INSTANCE, true);
            WebTransportServer webTransport =
                    new WebTransportServer(connection, options.keepAlive(), serverOptions, accepted);
            channel.pipeline().addLast(webTransport.http3(), connection);
            webTransport.expectRequest(options.idleTimeout());
        } else {
            QuicConnection connection = connection(channel, ErrorCodes.IDENTITY, false);
            channel.pipeline().addLast(connection);
            loop.execute(() -> accept(connection));
        }
    }

    private QuicConnection connection(QuicChannel channel, ErrorCodes codes, boolean http3) {
        QuicConnection connection = new QuicConnection(channel, codes, http3, options.datagramQueue());
        connections.add(connection);
        return connection;
    }

    private void accept(QuicConnection connection) {
        if (connection.isOpen()) {
            QuicSession session = new QuicSession(
                    connection,
                    Framing.NONE,
                    ConnectionInfo.of(connection.channel(), Perspective.SERVER, TransportKind.QUIC, "", ""));
            if (!options.keepAlive().isZero()) {
                connection.keepAlive(options.idleTimeout());
            }
            connection.guard(() -> accepted.accept(session));
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        Channel bound = Objects.requireNonNull(socket);
        return (InetSocketAddress) bound.localAddress();
    }

    @Override
    public SessionExecutor executor() {
        return new LoopExecutor(loop);
    }

    @Override
    public CompletableFuture<Void> close() {
        Channel bound = Objects.requireNonNull(socket);
        connections.close().thenRun(() -> loop.execute(() -> bound.close().addListener(done -> closed.complete(null))));
        return closed;
    }
}
