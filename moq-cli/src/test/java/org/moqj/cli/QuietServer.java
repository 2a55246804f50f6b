package org.moqj.cli;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.InsecureQuicTokenHandler;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.moqj.core.TlsIdentity;
import org.moqj.relay.SelfSignedCertificate;

/** A QUIC server that takes connections and streams, and never says anything. */
final class QuietServer implements AutoCloseable {

    private static final long WINDOW = 1 << 20;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel socket;

    private QuietServer(SelfSignedCertificate certificate, String protocol) {
        TlsIdentity identity = certificate.identity();
        ChannelHandler codec = new QuicServerCodecBuilder()
                .sslContext(QuicSslContextBuilder.forServer(
                                identity.privateKey(), null, identity.chain().get(0))
                        .applicationProtocols(protocol)
                        .build())
                .tokenHandler(InsecureQuicTokenHandler.INSTANCE)
                .maxIdleTimeout(30, TimeUnit.SECONDS)
                .initialMaxData(WINDOW)
                .initialMaxStreamsBidirectional(4)
                .initialMaxStreamsUnidirectional(4)
                .initialMaxStreamDataBidirectionalRemote(WINDOW)
                .initialMaxStreamDataUnidirectional(WINDOW)
                .handler(new Deaf())
                .streamHandler(new Deaf())
                .build();
        socket = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(codec)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    static QuietServer start(SelfSignedCertificate certificate, String protocol) {
        return new QuietServer(certificate, protocol);
    }

    int port() {
        return ((InetSocketAddress) socket.localAddress()).getPort();
    }

    @Override
    public void close() {
        socket.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @ChannelHandler.Sharable
    private static final class Deaf extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // The codec tells the peer what is wrong with its handshake.
        }
    }
}
