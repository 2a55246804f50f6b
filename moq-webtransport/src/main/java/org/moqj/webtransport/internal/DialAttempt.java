package org.moqj.webtransport.internal;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.http3.WebTransportClient;
import org.moqj.webtransport.internal.http3.WebTransportCodes;
import org.moqj.webtransport.internal.quic.ClientTls;
import org.moqj.webtransport.internal.quic.ConnectionInfo;
import org.moqj.webtransport.internal.quic.ErrorCodes;
import org.moqj.webtransport.internal.quic.QuicConnection;
import org.moqj.webtransport.internal.quic.QuicParameters;
import org.moqj.webtransport.internal.quic.RefusedCertificate;

/**
 * One UDP socket and one QUIC handshake on it, towards one address. The socket is connected, so that the network can say
 * that nothing listens there, and closes with its connection. Confined to the dial's event loop.
 */
final class DialAttempt implements AddressRace.Attempt {

    private static final int NO_ERROR = 0;

    /** How long a server gets to confirm the handshake of an attempt that is given up. */
    private static final long CONFIRM_MILLIS = 50;

    private final EventLoops loops;
    private final EventLoop loop;
    private final TransportOptions options;
    private final ClientTls tls;
    private final QuicSslContext sslContext;
    private final Target target;
    private final InetSocketAddress address;
    private final OpenSockets sockets;
    private final OpenConnections connections;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final UdpWatch watch = new UdpWatch(this::udpFailed);
    private @Nullable DatagramChannel socket;
    private @Nullable QuicChannel channel;
    private @Nullable QuicConnection connection;
    private @Nullable WebTransportClient webTransport;
    private boolean aborted;

    DialAttempt(
            EventLoops loops,
            EventLoop loop,
            TransportOptions options,
            ClientTls tls,
            QuicSslContext sslContext,
            Target target,
            InetSocketAddress address,
            OpenSockets sockets,
            OpenConnections connections) {
        this.loops = loops;
        this.loop = loop;
        this.options = options;
        this.tls = tls;
        this.sslContext = sslContext;
        this.target = target;
        this.address = address;
        this.sockets = sockets;
        this.connections = connections;
    }

    @Override
    public void start(Runnable won, Consumer<Throwable> lost) {
        done.whenComplete((nothing, failure) -> {
            if (failure == null) {
                won.run();
            } else {
                lost.accept(failure);
            }
        });
        ChannelFuture connecting = loops.datagrams(loop)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel opened) {
                        socket = opened;
                        sockets.add(opened);
                        opened.pipeline().addLast(watch, codec());
                    }
                })
                .connect(address);
        connecting.addListener(connected -> {
            if (aborted) {
                close();
            } else if (connected.isSuccess()) {
                handshake((DatagramChannel) connecting.channel());
            } else {
                udpFailed(connected.cause());
            }
        });
    }

    private ChannelHandler codec() {
        return QuicParameters.apply(new QuicClientCodecBuilder(), options, target.kind() == TransportKind.WEBTRANSPORT)
                .sslEngineProvider(quic -> ClientTls.engine(sslContext, quic, target.host(), target.port()))
                .build();
    }

    private void handshake(DatagramChannel opened) {
        Future<QuicChannel> connecting = QuicChannel.newBootstrap(opened)
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel created) {
                        prepare(created, opened);
                    }
                })
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR, loops.segments())
                .remoteAddress(address)
                .connect();
        connecting.addListener(connected -> {
            if (connected.isSuccess()) {
                connected(connecting.getNow());
            } else {
                failed(Failures.handshake(target, connected.cause(), refusal()));
            }
        });
    }

    private void prepare(QuicChannel created, DatagramChannel opened) {
        channel = created;
        boolean http3 = target.kind() == TransportKind.WEBTRANSPORT;
        ErrorCodes codes = http3 ? WebTransportCodes.INSTANCE : ErrorCodes.IDENTITY;
        QuicConnection made = new QuicConnection(created, codes, http3, options.datagramQueue());
        connection = made;
        if (http3) {
            webTransport = new WebTransportClient(made, options.keepAlive());
            created.pipeline().addLast(webTransport.http3());
        }
        created.pipeline().addLast(made);
        // Not at once: what says goodbye to the peer is on its way.
        created.closeFuture().addListener(closed -> loop.execute(opened::close));
    }

    private void connected(QuicChannel active) {
        String protocol = ConnectionInfo.applicationProtocol(active);
        if (!target.applicationProtocols().contains(protocol)) {
            failed(Failures.wrongProtocol(target, protocol));
        } else if (aborted) {
            close();
        } else {
            watch.connected();
            connections.add(connection());
            done.complete(null);
        }
    }

    private @Nullable RefusedCertificate refusal() {
        return channel == null ? null : tls.refusal(channel.sslEngine());
    }

    private void udpFailed(Throwable cause) {
        String host = address.getAddress().getHostAddress();
        failed(Failures.udp(address.getPort() + " of " + host, cause));
    }

    private void failed(Throwable failure) {
        done.completeExceptionally(failure);
        close();
    }

    /** Returns whether anything came back from the address. */
    boolean heard() {
        return watch.heard();
    }

    /** Returns the connection, once the attempt has succeeded. */
    QuicConnection connection() {
        return Objects.requireNonNull(connection);
    }

    /** Returns the way on to a WebTransport session, once the attempt has succeeded. */
    WebTransportClient webTransport() {
        return Objects.requireNonNull(webTransport);
    }

    @Override
    public void abort() {
        aborted = true;
        close();
    }

    /** Closes the connection and thereby the socket, or the socket alone where there is no connection yet. */
    private void close() {
        QuicChannel created = channel;
        if (connection != null && connection.channel().isActive()) {
            connection.close(NO_ERROR, NO_ERROR, "");
        } else if (created != null) {
            // Not at once: a handshake may have failed while sending, and nothing is sent within that. Where the server
            // has answered, it may be done with its handshake, and would not understand a close in terms of that.
            long delay = watch.heard() ? CONFIRM_MILLIS : 0;
            loop.schedule(() -> created.close(), delay, TimeUnit.MILLISECONDS);
        } else if (socket != null) {
            socket.close();
        }
    }
}
