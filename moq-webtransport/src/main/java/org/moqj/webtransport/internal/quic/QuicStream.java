package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;

/**
 * One QUIC stream: its halves, and Netty's channel below them once there is one.
 *
 * <p>Netty closes by itself only streams that have a FIN in each direction. All others it keeps, with their handlers,
 * until the connection ends, so that this class closes the channel when both halves are done and leaves nothing of ours
 * in it. Confined to the connection's event loop.
 */
public final class QuicStream extends ChannelInboundHandlerAdapter {

    private final QuicConnection connection;
    private final QuicStreamType type;
    private final @Nullable SendHalf send;
    private final @Nullable ReceiveHalf receive;
    private @Nullable QuicStreamChannel channel;
    private boolean peerReset;
    private boolean closed;

    private QuicStream(QuicConnection connection, QuicStreamType type, boolean sends, boolean receives) {
        this.connection = connection;
        this.type = type;
        this.send = sends ? new SendHalf(connection, this) : null;
        this.receive = receives ? new ReceiveHalf(connection, this) : null;
    }

    /** Returns a stream that this end opens; it is not on the wire yet. */
    static QuicStream outgoing(QuicConnection connection, QuicStreamType type) {
        return new QuicStream(connection, type, true, type == QuicStreamType.BIDIRECTIONAL);
    }

    /** Returns a stream that the peer opened, to be put into its channel's pipeline. */
    public static QuicStream incoming(QuicConnection connection, QuicStreamType type) {
        return new QuicStream(connection, type, type == QuicStreamType.BIDIRECTIONAL, true);
    }

    QuicStreamType type() {
        return type;
    }

    @Nullable
    QuicStreamChannel channel() {
        return channel;
    }

    /** Says what comes first on the stream, before all that is written, and whom to tell of its fate. */
    void begin(@Nullable ByteBuf header, SendStreamHandler handler) {
        sendHalf().begin(header, handler);
    }

    SendHalf sendHalf() {
        if (send == null) {
            throw new IllegalStateException("The peer's unidirectional stream cannot be written to");
        }
        return send;
    }

    /** Returns the half that the peer writes. */
    ReceiveStream receiveHalf() {
        if (receive == null) {
            throw new IllegalStateException("Our own unidirectional stream cannot be read");
        }
        return receive;
    }

    BidiStream halves() {
        return new BidiStream((SendStream) sendHalf(), receiveHalf());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        QuicStreamChannel added = (QuicStreamChannel) ctx.channel();
        channel = added;
        added.config().setAutoRead(false);
        if (receive != null) {
            receive.attach(added);
        }
        if (send != null && !added.isLocalCreated()) {
            send.attach(added);
            send.startsWritable();
        }
    }

    /** The peer's limit allowed the stream, and it exists. */
    void opened(QuicStreamChannel created) {
        if (closed) {
            created.close();
        } else {
            sendHalf().attach(created);
        }
    }

    /** The stream could not be opened. */
    void openFailed(Throwable cause) {
        sendHalf().failed(cause);
        gone();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (receive != null && message instanceof ByteBuf data) {
            receive.onData(data);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (receive != null && event instanceof ChannelInputShutdownReadComplete) {
            receive.onFin();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (send != null) {
            send.onWritabilityChanged();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (receive != null && cause instanceof QuicStreamResetException reset) {
            peerReset = true;
            receive.onReset(reset.applicationProtocolCode());
        } else {
            connection.streamError("stream-error", this, cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (connection.isOpen() && connection.channel().isActive()) {
            if (send != null) {
                send.failed(new ClosedChannelException());
            }
            if (receive != null) {
                receive.onReset(ErrorCodes.NOT_MAPPED);
            }
        }
        gone();
    }

    /** A half is done; the channel goes when both are. */
    void halfDone() {
        if ((send == null || send.isDone()) && (receive == null || receive.isDone())) {
            close();
        }
    }

    /** Rejects a stream of the peer that belongs nowhere. */
    public void reject(int wireCode) {
        QuicStreamChannel rejected = channel;
        gone();
        if (rejected != null) {
            rejected.shutdownInput(wireCode);
            if (type == QuicStreamType.BIDIRECTIONAL) {
                rejected.shutdownOutput(wireCode);
            }
            close();
        }
    }

    /** The connection is over, or the stream never came to be: releases everything, without a word. */
    void gone() {
        if (send != null) {
            send.gone();
        }
        if (receive != null) {
            receive.gone();
        }
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        QuicStreamChannel done = channel;
        if (done == null) {
            connection.withdraw(this);
            return;
        }
        if (done.pipeline().context(this) != null) {
            done.pipeline().replace(this, null, ClosedStream.INSTANCE);
        }
        done.close();
        if (peerReset) {
            connection.ends().forget(done);
        }
    }
}
