package org.moqj.webtransport.internal.http3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.http3.Http3UnknownFrame;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamPriority;
import io.netty.handler.codec.quic.QuicStreamResetException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportClosed.Cause;
import org.moqj.core.spi.wire.Varint;
import org.moqj.webtransport.internal.capsule.CapsuleReader;
import org.moqj.webtransport.internal.capsule.CloseSession;
import org.moqj.webtransport.internal.capsule.MalformedCapsule;
import org.moqj.webtransport.internal.quic.QuicConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CONNECT stream of an established session, whose life is the session's: its capsules, its FIN and its RESET.
 *
 * <p>A session is alone on its QUIC connection, so that the end of one is the end of the other. Peers differ in which of
 * the two they notice; both are closed, the connection a little later.
 */
final class ConnectStream extends Http3RequestStreamInboundHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectStream.class);

    /** How long the peer gets to read the capsule before the connection is closed, in round trips and at least. */
    private static final int GRACE_ROUND_TRIPS = 3;

    private static final long MIN_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MAX_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int DATA_FRAME = 0x0;

    private final QuicConnection connection;
    private final QuicStreamChannel stream;
    private final CapsuleReader capsules = new CapsuleReader();

    ConnectStream(QuicConnection connection, QuicStreamChannel stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** Lets the session's end, and what keeps it alive, overtake all its data. */
    void takePrecedence() {
        QuicStreamPriority first = new QuicStreamPriority(0, false);
        stream.updatePriority(first);
        QuicStreamChannel control = Http3.getLocalControlStream(connection.channel());
        if (control != null) {
            control.updatePriority(first);
        }
    }

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3DataFrame frame) {
        try {
            CloseSession close = capsules.read(frame.content());
            if (close != null) {
                closedByPeer(close);
            }
        } catch (MalformedCapsule e) {
            malformed(e);
        } finally {
            frame.release();
        }
    }

    /** Capsules without a DATA frame around them are a habit of quinn's web-transport. */
    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3UnknownFrame frame) {
        try {
            if (frame.type() == CloseSession.TYPE) {
                closedByPeer(CloseSession.read(frame.content()));
            }
        } catch (MalformedCapsule e) {
            malformed(e);
        } finally {
            frame.release();
        }
    }

    /** Trailers say nothing about a session. */
    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3HeadersFrame frame) {
        LOG.debug("event=connect-trailers stream={}", stream.streamId());
    }

    private void closedByPeer(CloseSession close) {
        connection.end(new TransportClosed(Cause.PEER, close.code(), close.reason(), null));
        connection.close(WebTransportCodes.NO_ERROR, WebTransportCodes.NO_ERROR, "");
    }

    private void malformed(MalformedCapsule e) {
        connection.end(new TransportClosed(
                Cause.TRANSPORT_ERROR, WebTransportCodes.MESSAGE_ERROR, String.valueOf(e.getMessage()), e));
        connection.close(WebTransportCodes.MESSAGE_ERROR, WebTransportCodes.MESSAGE_ERROR, "");
    }

    /** A FIN without a capsule means code 0 and no text. */
    @Override
    protected void channelInputClosed(ChannelHandlerContext ctx) {
        closedByPeer(new CloseSession(0, ""));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof QuicStreamResetException reset) {
            lost("the CONNECT stream was reset", reset.applicationProtocolCode(), cause);
        } else if (cause instanceof Http3Exception http3) {
            lost("HTTP/3 error " + http3.errorCode(), 0, cause);
        } else {
            LOG.debug("event=connect-stream-error stream={} cause=\"{}\"", stream.streamId(), cause.toString());
        }
    }

    private void lost(String reason, long code, Throwable cause) {
        connection.end(new TransportClosed(Cause.TRANSPORT_ERROR, code, reason, cause));
        connection.close(WebTransportCodes.NO_ERROR, WebTransportCodes.NO_ERROR, "");
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (connection.isOpen() && connection.channel().isActive()) {
            lost("the CONNECT stream was closed", 0, new ClosedChannelException());
        }
    }

    /**
     * Ends the session on the wire. Capsule and FIN go in one write, below HTTP/3's codec: a FIN of its own can get lost
     * (quiche issue 2525).
     */
    void closeSession(long code, String reason) {
        ByteBuf capsule = new CloseSession(code, reason).write(stream.alloc());
        ByteBuf data = stream.alloc().directBuffer();
        try {
            Varint.write(data, DATA_FRAME);
            Varint.write(data, capsule.readableBytes());
            data.writeBytes(capsule);
        } finally {
            capsule.release();
        }
        stream.pipeline().firstContext().writeAndFlush(new DefaultQuicStreamFrame(data, true));
        long grace = Math.max(MIN_GRACE_NANOS, Math.min(MAX_GRACE_NANOS, GRACE_ROUND_TRIPS * connection.rttNanos()));
        long wire = WebTransportCodes.INSTANCE.toWire(code);
        connection
                .loop()
                .schedule(
                        () -> connection.close(wire, WebTransportCodes.NO_ERROR, reason), grace, TimeUnit.NANOSECONDS);
    }
}
