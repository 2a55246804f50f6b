package org.moqj.webtransport.internal.http3;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInitializer;
import io.netty.handler.codec.http3.Http3SettingsFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.Perspective;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.quic.ConnectionInfo;
import org.moqj.webtransport.internal.quic.QuicConnection;
import org.moqj.webtransport.internal.quic.QuicSession;

/**
 * A client's way from a QUIC connection to a WebTransport session: the server's settings, then extended CONNECT on the
 * connection's first request stream. Confined to the connection's event loop.
 */
public final class WebTransportClient {

    private final QuicConnection connection;
    private final Duration keepAlive;
    private final SessionStreams streams;
    private final CompletableFuture<Http3SettingsFrame> settings = new CompletableFuture<>();
    private final CompletableFuture<QuicSession> session = new CompletableFuture<>();
    private String authority = "";
    private String path = "";

    /** Prepares {@code connection}, whose handshake is yet to come. */
    public WebTransportClient(QuicConnection connection, Duration keepAlive) {
        this.connection = connection;
        this.keepAlive = keepAlive;
        this.streams = new SessionStreams(connection);
    }

    /** Returns HTTP/3, to precede the connection in its channel's pipeline. */
    public ChannelHandler http3() {
        return new ClientHttp3(streams, new PeerSettings(settings::complete));
    }

    /**
     * Asks for a session.
     *
     * @return completes on the event loop; exceptionally with {@link ConnectRefused}, or with another exception where
     *     the request could not be sent. Stays as it is when the connection ends first.
     */
    public CompletableFuture<QuicSession> connect(String authority, String path) {
        this.authority = authority;
        this.path = path;
        settings.thenAccept(this::request);
        return session;
    }

    private void request(Http3SettingsFrame server) {
        String missing = WebTransportSettings.missing(server);
        if (!missing.isEmpty()) {
            refuse("the server speaks HTTP/3 but does not offer " + missing, -1);
        } else if (connection.channel().peerAllowedStreams(QuicStreamType.BIDIRECTIONAL) <= 0) {
            refuse("the server allows no request streams", -1);
        } else {
            Http3.newRequestStream(connection.channel(), new RequestInitializer())
                    .addListener(created -> {
                        if (created.isSuccess()) {
                            send((QuicStreamChannel) created.getNow());
                        } else {
                            session.completeExceptionally(created.cause());
                        }
                    });
        }
    }

    private void send(QuicStreamChannel stream) {
        Http3HeadersFrame frame = new DefaultHttp3HeadersFrame();
        Http3Headers headers = frame.headers();
        headers.method("CONNECT").scheme("https").authority(authority).path(path);
        headers.protocol("webtransport");
        headers.add("sec-webtransport-http3-draft02", "1");
        stream.writeAndFlush(frame).addListener(sent -> {
            if (!sent.isSuccess()) {
                session.completeExceptionally(sent.cause());
            }
        });
    }

    private void answered(ChannelHandlerContext ctx, ChannelHandler waiting, Http3HeadersFrame frame) {
        int status = status(frame.headers().status());
        if (status >= 100 && status < 200) {
            return;
        }
        if (status < 200 || status > 299) {
            refuse("the server refused the session with HTTP status " + status, status);
            return;
        }
        QuicStreamChannel stream = (QuicStreamChannel) ctx.channel();
        ConnectStream connect = new ConnectStream(connection, stream);
        ctx.pipeline().replace(waiting, null, connect);
        WebTransportFraming framing = new WebTransportFraming(connect, stream.streamId());
        streams.established(stream.streamId());
        connect.takePrecedence();
        KeepAlive.start(connection, keepAlive);
        session.complete(new QuicSession(
                connection,
                framing,
                ConnectionInfo.of(
                        connection.channel(), Perspective.CLIENT, TransportKind.WEBTRANSPORT, authority, path)));
    }

    private static int status(@Nullable CharSequence text) {
        try {
            return text == null ? -1 : Integer.parseInt(text.toString());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void refuse(String message, int status) {
        session.completeExceptionally(new ConnectRefused(message, status));
    }

    private final class RequestInitializer extends Http3RequestStreamInitializer {

        @Override
        protected void initRequestStream(QuicStreamChannel stream) {
            stream.pipeline().addLast(new ResponseReader(WebTransportClient.this::answered, session));
        }
    }
}
