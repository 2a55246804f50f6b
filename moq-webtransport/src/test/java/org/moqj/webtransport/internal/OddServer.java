package org.moqj.webtransport.internal;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.moqj.core.TlsIdentity;
import org.moqj.core.TransportOptions;
import org.moqj.webtransport.internal.quic.QuicParameters;

/** An HTTP/3 server that may do what ours never does. */
final class OddServer implements AutoCloseable {

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel socket;
    final CompletableFuture<QuicStreamChannel> connect = new CompletableFuture<>();
    final CompletableFuture<Http3HeadersFrame> request = new CompletableFuture<>();

    /**
     * Starts.
     *
     * @param settings adds to HTTP/3's settings
     * @param status what CONNECT is answered with, or empty for no answer
     */
    OddServer(Consumer<Http3Settings> settings, String status) {
        TlsIdentity identity = Loopback.AUTHORITY.localhost();
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
                                .applicationProtocols(Target.H3)
                                .build())
                        .handler(new ChannelInitializer<QuicChannel>() {
                            @Override
                            protected void initChannel(QuicChannel channel) {
                                channel.pipeline().addLast(http3(settings, status));
                            }
                        })
                        .build())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Adds what makes a server one of WebTransport. */
    static void webTransport(Http3Settings settings) {
        settings.enableConnectProtocol(true);
        settings.enableH3Datagram(true);
        settings.put(0xc671_706aL, 1L);
    }

    private Http3ServerConnectionHandler http3(Consumer<Http3Settings> settings, String status) {
        Http3Settings sent = new Http3Settings((id, value) -> true);
        settings.accept(sent);
        return new Http3ServerConnectionHandler(
                new ChannelInitializer<QuicStreamChannel>() {
                    @Override
                    protected void initChannel(QuicStreamChannel stream) {
                        stream.pipeline().addLast(new Answering(status));
                    }
                },
                null,
                type -> new Ignoring(),
                new DefaultHttp3SettingsFrame(sent),
                true,
                (id, value) -> true);
    }

    String uri() {
        return "https://localhost:" + ((InetSocketAddress) socket.localAddress()).getPort() + "/";
    }

    /** Writes below HTTP/3's codec on the CONNECT stream. */
    void writeRaw(String hex, boolean fin) {
        QuicStreamChannel stream = Peer.get(connect);
        stream.eventLoop()
                .submit(() ->
                        stream.pipeline().firstContext().writeAndFlush(new DefaultQuicStreamFrame(bytes(hex), fin)))
                .syncUninterruptibly();
    }

    void open(QuicStreamType type, String hex) {
        QuicStreamChannel stream = Peer.get(connect)
                .parent()
                .createStream(type, new Ignoring())
                .syncUninterruptibly()
                .getNow();
        stream.writeAndFlush(bytes(hex)).syncUninterruptibly();
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.directBuffer().writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Override
    public void close() {
        socket.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answering extends ChannelInboundHandlerAdapter {

        private final String status;

        Answering(String status) {
            this.status = status;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Http3HeadersFrame frame) {
                request.complete(frame);
                if (!status.isEmpty()) {
                    Http3HeadersFrame answer = new DefaultHttp3HeadersFrame();
                    answer.headers().status(status);
                    ctx.writeAndFlush(answer);
                }
                connect.complete((QuicStreamChannel) ctx.channel());
            }
            ReferenceCountUtil.release(message);
        }
    }

    @ChannelHandler.Sharable
    private static final class Ignoring extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
