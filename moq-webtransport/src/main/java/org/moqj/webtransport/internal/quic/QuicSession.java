package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.quic.QuicStreamType;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportInfo;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session over a QUIC connection that it has for itself. Confined to the connection's event loop. */
public final class QuicSession implements TransportSession, QuicConnection.Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(QuicSession.class);

    private final QuicConnection connection;
    private final Framing framing;
    private final TransportInfo info;
    private final SessionExecutor executor;
    private @Nullable TransportHandler handler;

    /** Begins the session on {@code connection}. */
    public QuicSession(QuicConnection connection, Framing framing, TransportInfo info) {
        this.connection = connection;
        this.framing = framing;
        this.info = info;
        this.executor = new LoopExecutor(connection.loop());
        connection.begin(framing, info.connectionId());
        LOG.debug(
                "event=session-open connection={} kind={} side={} protocol={} remote={}",
                info.connectionId(),
                info.kind(),
                info.perspective(),
                info.applicationProtocol(),
                info.remote());
        connection.ended().thenAccept(this::logEnd);
    }

    private void logEnd(TransportClosed closed) {
        LOG.debug(
                "event=session-end connection={} cause={} code={} error=\"{}\"",
                info.connectionId(),
                closed.cause(),
                closed.code(),
                String.valueOf(closed.error()));
    }

    @Override
    public SessionExecutor executor() {
        return executor;
    }

    @Override
    public TransportInfo info() {
        return info;
    }

    @Override
    public ByteBufAllocator allocator() {
        return connection.allocator();
    }

    @Override
    public void setHandler(TransportHandler handler) {
        assert connection.inLoop();
        boolean first = this.handler == null;
        this.handler = handler;
        if (first) {
            connection.receive(this);
        }
    }

    @Override
    public void onStream(QuicStream stream) {
        TransportHandler to = handler;
        if (to == null) {
            return;
        }
        if (stream.type() == QuicStreamType.BIDIRECTIONAL) {
            to.onBidiStream(stream.halves());
        } else {
            to.onUniStream(stream.receiveHalf());
        }
    }

    @Override
    public void onDatagram(ByteBuf datagram) {
        if (handler != null && framing.readDatagramHeader(datagram) && !isFiller(datagram)) {
            handler.onDatagram(datagram);
        }
    }

    /** See {@link EmptyDatagrams}. */
    private boolean isFiller(ByteBuf datagram) {
        return framing.kind() == TransportKind.QUIC && !datagram.isReadable();
    }

    @Override
    public void onEnded(TransportClosed closed) {
        if (handler != null) {
            handler.onClosed(closed);
        }
    }

    @Override
    public SendStream openUni(SendStreamHandler handler) {
        return open(QuicStreamType.UNIDIRECTIONAL, handler).sendHalf();
    }

    @Override
    public BidiStream openBidi(SendStreamHandler handler) {
        return open(QuicStreamType.BIDIRECTIONAL, handler).halves();
    }

    private QuicStream open(QuicStreamType type, SendStreamHandler handler) {
        assert connection.inLoop();
        return connection.open(type, framing.streamHeader(allocator(), type), handler);
    }

    @Override
    public DatagramResult sendDatagram(ByteBuf datagram) {
        assert connection.inLoop();
        try {
            int max = maxDatagramSize();
            if (max == 0) {
                return DatagramResult.UNAVAILABLE;
            }
            if (datagram.readableBytes() > max) {
                return DatagramResult.TOO_LARGE;
            }
            return connection.sendDatagram(framed(datagram));
        } finally {
            datagram.release();
        }
    }

    /** The native library wants one direct buffer; a copy of a datagram is cheaper than a composite. */
    private ByteBuf framed(ByteBuf datagram) {
        int size = framing.datagramHeaderSize() + datagram.readableBytes();
        ByteBuf framed = allocator().directBuffer(Math.max(1, size));
        framing.writeDatagramHeader(framed);
        return framed.writeBytes(datagram, datagram.readerIndex(), datagram.readableBytes());
    }

    @Override
    public int maxDatagramSize() {
        return Math.max(0, connection.maxDatagramSize() - framing.datagramHeaderSize());
    }

    @Override
    public void close(long code, String reason) {
        assert connection.inLoop();
        connection.closeSession(code, reason);
    }
}
