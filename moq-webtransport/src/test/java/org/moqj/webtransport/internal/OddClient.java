package org.moqj.webtransport.internal;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.moqj.core.TransportOptions;
import org.moqj.webtransport.internal.quic.QuicParameters;

/** An HTTP/3 client that may do what ours never does. */
final class OddClient implements AutoCloseable {

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel socket;
    private final QuicChannel connection;
    final CompletableFuture<QuicConnectionCloseEvent> closed = new CompletableFuture<>();

    OddClient(InetSocketAddress server) {
        socket = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(QuicParameters.apply(
                                new QuicClientCodecBuilder(),
                                TransportOptions.builder().build(),
                                true)
                        .sslContext(QuicSslContextBuilder.forClient()
                                .trustManager(Loopback.AUTHORITY.roots().toArray(new X509Certificate[0]))
                                .endpointIdentificationAlgorithm(null)
                                .applicationProtocols(Target.H3)
                                .build())
                        .build())
                .bind(0)
                .syncUninterruptibly()
                .channel();
        connection = QuicChannel.newBootstrap(socket)
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel channel) {
                        channel.pipeline().addLast(new Http3ClientConnectionHandler(), new CloseWatch());
                    }
                })
                .remoteAddress(server)
                .connect()
                .syncUninterruptibly()
                .getNow();
    }

    /** What came on a stream. */
    static final class Answer extends ChannelInboundHandlerAdapter {

        final CompletableFuture<String> status = new CompletableFuture<>();
        final CompletableFuture<Long> reset = new CompletableFuture<>();
        final CompletableFuture<String> draft = new CompletableFuture<>();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Http3HeadersFrame frame) {
                status.complete(String.valueOf(frame.headers().status()));
                draft.complete(String.valueOf(frame.headers().get("sec-webtransport-http3-draft")));
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (cause instanceof QuicStreamResetException known) {
                reset.complete(known.applicationProtocolCode());
            }
        }
    }

    /** Opens a stream outside of HTTP/3 and writes the bytes. */
    QuicStreamChannel open(QuicStreamType type, String hex) {
        QuicStreamChannel stream = connection
                .createStream(type, new Answer())
                .syncUninterruptibly()
                .getNow();
        write(stream, hex);
        return stream;
    }

    void write(QuicStreamChannel stream, String hex) {
        stream.writeAndFlush(bytes(hex)).syncUninterruptibly();
    }

    void datagram(String hex) {
        connection.writeAndFlush(bytes(hex)).syncUninterruptibly();
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.directBuffer().writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    QuicStreamChannel request(String method, String protocol, String path, Answer answer) {
        QuicStreamChannel stream =
                Http3.newRequestStream(connection, answer).syncUninterruptibly().getNow();
        Http3HeadersFrame frame = new DefaultHttp3HeadersFrame();
        frame.headers().method(method).scheme("https").authority("localhost").path(path);
        if (!protocol.isEmpty()) {
            frame.headers().protocol(protocol);
        }
        stream.writeAndFlush(frame).syncUninterruptibly();
        return stream;
    }

    QuicStreamChannel connect(Answer answer) {
        return request("CONNECT", "webtransport", "/", answer);
    }

    /** Writes below HTTP/3's codec. */
    void writeRaw(QuicStreamChannel stream, String hex) {
        stream.eventLoop()
                .submit(() -> stream.pipeline().firstContext().writeAndFlush(bytes(hex)))
                .syncUninterruptibly();
    }

    @Override
    public void close() {
        connection.close().syncUninterruptibly();
        socket.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class CloseWatch extends ChannelInboundHandlerAdapter {

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof QuicConnectionCloseEvent close) {
                closed.complete(close);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof QuicStreamChannel) {
                ctx.fireChannelRead(message);
            } else {
                ReferenceCountUtil.release(message);
            }
        }
    }
}
