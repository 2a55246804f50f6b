package org.moqj.webtransport.internal.http3;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.moqj.core.ServerOptions;
import org.moqj.core.spi.transport.Perspective;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.webtransport.internal.quic.ConnectionInfo;
import org.moqj.webtransport.internal.quic.QuicConnection;
import org.moqj.webtransport.internal.quic.QuicSession;

/**
 * A server's side of WebTransport on one connection: answers extended CONNECT, once. Confined to the connection's event
 * loop.
 */
public final class WebTransportServer {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int MISDIRECTED_REQUEST = 421;
    private static final int TOO_MANY_REQUESTS = 429;

    private final QuicConnection connection;
    private final Duration keepAlive;
    private final ServerOptions options;
    private final Consumer<TransportSession> accepted;
    private final SessionStreams streams;
    private boolean taken;

    /**
     * Serves {@code connection}, whose handshake is done.
     *
     * @param options which paths and authorities are served
     * @param accepted takes the session
     */
    public WebTransportServer(
            QuicConnection connection, Duration keepAlive, ServerOptions options, Consumer<TransportSession> accepted) {
        this.connection = connection;
        this.keepAlive = keepAlive;
        this.options = options;
        this.accepted = accepted;
        this.streams = new SessionStreams(connection);
    }

    /** Returns HTTP/3, to precede the connection in its channel's pipeline. */
    public ChannelHandler http3() {
        return new Http3ServerConnectionHandler(
                new RequestInitializer(),
                new PeerSettings(settings -> {}),
                type -> UnknownStreams.handler(type, streams),
                WebTransportSettings.ours(),
                true,
                WebTransportSettings::isKnown);
    }

    /** Gives up on a client that has not asked for a session after {@code limit}. */
    public void expectRequest(Duration limit) {
        var deadline = connection
                .loop()
                .schedule(
                        () -> {
                            if (!taken) {
                                connection.close(WebTransportCodes.NO_ERROR, WebTransportCodes.NO_ERROR, "no request");
                            }
                        },
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS);
        connection.ended().thenAccept(closed -> deadline.cancel(false));
    }

    private void requested(ChannelHandlerContext ctx, ChannelHandler reader, Http3Headers headers) {
        String path = String.valueOf(headers.path());
        boolean webTransport = "CONNECT".contentEquals(String.valueOf(headers.method()))
                && "webtransport".contentEquals(String.valueOf(headers.protocol()));
        if (!webTransport || !options.acceptedPath().test(path)) {
            refuse(ctx, NOT_FOUND);
        } else if (!options.acceptedAuthority().test(String.valueOf(headers.authority()))) {
            refuse(ctx, MISDIRECTED_REQUEST);
        } else if (taken) {
            refuse(ctx, TOO_MANY_REQUESTS);
        } else {
            taken = true;
            accept(ctx, reader, headers, path);
        }
    }

    private static void refuse(ChannelHandlerContext ctx, int status) {
        Http3HeadersFrame frame = new DefaultHttp3HeadersFrame();
        frame.headers().status(Integer.toString(status));
        ctx.writeAndFlush(frame).addListener(sent -> ((QuicStreamChannel) ctx.channel()).shutdownOutput());
    }

    private void accept(ChannelHandlerContext ctx, ChannelHandler reader, Http3Headers headers, String path) {
        QuicStreamChannel stream = (QuicStreamChannel) ctx.channel();
        ConnectStream connect = new ConnectStream(connection, stream);
        ctx.pipeline().replace(reader, null, connect);
        Http3HeadersFrame frame = new DefaultHttp3HeadersFrame();
        frame.headers().status(Integer.toString(OK));
        frame.headers().add("sec-webtransport-http3-draft", "draft02");
        stream.writeAndFlush(frame);
        connect.takePrecedence();
        KeepAlive.start(connection, keepAlive);
        String authority =
                headers.authority() == null ? "" : headers.authority().toString();
        QuicSession session = new QuicSession(
                connection,
                new WebTransportFraming(connect, stream.streamId()),
                ConnectionInfo.of(
                        connection.channel(), Perspective.SERVER, TransportKind.WEBTRANSPORT, authority, path));
        streams.established(stream.streamId());
        connection.guard(() -> accepted.accept(session));
    }

    /** Netty wants one such handler for all requests of a connection. */
    @ChannelHandler.Sharable
    private final class RequestInitializer extends ChannelInitializer<QuicStreamChannel> {

        @Override
        protected void initChannel(QuicStreamChannel stream) {
            stream.pipeline().addFirst(new BidiStreamHeaderReader(streams, request -> {}));
            stream.pipeline()
                    .addLast(new RequestReader(
                            (ctx, reader, headers) -> connection.guard(() -> requested(ctx, reader, headers))));
        }
    }
}
