package org.moqj.webtransport.internal;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.moqj.core.TlsIdentity;
import org.moqj.core.TransportOptions;
import org.moqj.webtransport.internal.quic.QuicParameters;

/** Netty's QUIC at both ends, with nothing of ours but the parameters. */
final class RawPair implements AutoCloseable {

    private static final String PROTOCOL = "raw";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final TransportOptions options;
    private final Channel serverSocket;
    private final Channel clientSocket;
    final BlockingQueue<QuicStreamChannel> arrived = new LinkedBlockingQueue<>();
    final CompletableFuture<QuicChannel> server = new CompletableFuture<>();
    final CompletableFuture<QuicConnectionCloseEvent> serverClosed = new CompletableFuture<>();

    RawPair(TransportOptions options) {
        this.options = options;
        TlsIdentity identity = Loopback.AUTHORITY.localhost();
        serverSocket = bind(QuicParameters.apply(new QuicServerCodecBuilder(), options, false)
                .sslContext(QuicSslContextBuilder.forServer(
                                identity.privateKey(), null, identity.chain().toArray(new X509Certificate[0]))
                        .applicationProtocols(PROTOCOL)
                        .build())
                .handler(new Watch())
                .streamHandler(new ChannelInitializer<QuicStreamChannel>() {
                    @Override
                    protected void initChannel(QuicStreamChannel stream) {
                        stream.pipeline().addLast(new Ignoring());
                        arrived.add(stream);
                    }
                })
                .build());
        clientSocket = bind(new ChannelInboundHandlerAdapter());
    }

    private Channel bind(ChannelHandler handler) {
        return new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(handler)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    QuicChannel connect() {
        return dial(PROTOCOL).syncUninterruptibly().getNow();
    }

    Future<QuicChannel> dial(String protocol) {
        clientSocket
                .pipeline()
                .addLast(QuicParameters.apply(new QuicClientCodecBuilder(), options, false)
                        .sslContext(QuicSslContextBuilder.forClient()
                                .trustManager(Loopback.AUTHORITY.roots().toArray(new X509Certificate[0]))
                                .endpointIdentificationAlgorithm(null)
                                .applicationProtocols(protocol)
                                .build())
                        .build());
        return QuicChannel.newBootstrap(clientSocket)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                        if (event instanceof QuicConnectionCloseEvent) {
                            ctx.close();
                        }
                    }
                })
                .streamHandler(new Ignoring())
                .remoteAddress(serverSocket.localAddress())
                .connect();
    }

    @Override
    public void close() {
        clientSocket.close().syncUninterruptibly();
        serverSocket.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @ChannelHandler.Sharable
    private final class Watch extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            server.complete((QuicChannel) ctx.channel());
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof QuicConnectionCloseEvent close) {
                serverClosed.complete(close);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {}
    }

    /** Reads and drops, and closes what has ended. */
    @ChannelHandler.Sharable
    static final class Ignoring extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownReadComplete) {
                ctx.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
