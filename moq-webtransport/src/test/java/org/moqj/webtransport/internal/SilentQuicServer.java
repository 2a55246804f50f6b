package org.moqj.webtransport.internal;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.moqj.core.TlsIdentity;
import org.moqj.core.TransportOptions;
import org.moqj.webtransport.internal.quic.QuicParameters;

/** Completes handshakes, and reads without ever answering. */
final class SilentQuicServer implements AutoCloseable {

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<Boolean> connected = new CompletableFuture<>();
    private final CompletableFuture<Boolean> disconnected = new CompletableFuture<>();
    private final Channel socket;

    SilentQuicServer(String applicationProtocol, TlsIdentity identity) {
        socket = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(QuicParameters.apply(
                                new QuicServerCodecBuilder(),
                                TransportOptions.builder().build(),
                                true)
                        .sslContext(QuicSslContextBuilder.forServer(
                                        identity.privateKey(),
                                        null,
                                        identity.chain().toArray(new X509Certificate[0]))
                                .applicationProtocols(applicationProtocol)
                                .build())
                        .handler(new Watch())
                        .streamHandler(new ChannelInitializer<QuicStreamChannel>() {
                            @Override
                            protected void initChannel(QuicStreamChannel stream) {
                                stream.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                                    @Override
                                    public void channelRead(ChannelHandlerContext ctx, Object message) {
                                        ReferenceCountUtil.release(message);
                                    }
                                });
                            }
                        })
                        .build())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) socket.localAddress()).getPort();
    }

    CompletableFuture<Boolean> connected() {
        return connected;
    }

    CompletableFuture<Boolean> disconnected() {
        return disconnected;
    }

    @Override
    public void close() {
        socket.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @ChannelHandler.Sharable
    private final class Watch extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            connected.complete(((QuicChannel) ctx.channel()).isActive());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            disconnected.complete(true);
        }
    }
}
