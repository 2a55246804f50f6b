package org.moqj.webtransport.internal.http3;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.quic.QuicStreamType;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.wire.Varint;
import org.moqj.webtransport.internal.quic.Framing;
import org.moqj.webtransport.internal.quic.QuicConnection;

/** What WebTransport writes in front of streams and datagrams (draft-ietf-webtrans-http3, section 4). */
final class WebTransportFraming implements Framing {

    /** Begins a unidirectional stream. */
    static final long UNI_STREAM = 0x54;

    /** Begins a bidirectional stream. */
    static final long BIDI_STREAM = 0x41;

    private final ConnectStream connect;
    private final long sessionId;
    private final long quarterStreamId;

    WebTransportFraming(ConnectStream connect, long sessionId) {
        this.connect = connect;
        this.sessionId = sessionId;
        this.quarterStreamId = sessionId / 4;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.WEBTRANSPORT;
    }

    @Override
    public ByteBuf streamHeader(ByteBufAllocator allocator, QuicStreamType type) {
        long signal = type == QuicStreamType.BIDIRECTIONAL ? BIDI_STREAM : UNI_STREAM;
        ByteBuf header = allocator.directBuffer(Varint.size(signal) + Varint.size(sessionId));
        Varint.write(header, signal);
        Varint.write(header, sessionId);
        return header;
    }

    @Override
    public int datagramHeaderSize() {
        return Varint.size(quarterStreamId);
    }

    @Override
    public void writeDatagramHeader(ByteBuf out) {
        Varint.write(out, quarterStreamId);
    }

    @Override
    public boolean readDatagramHeader(ByteBuf in) {
        return Varint.isReadable(in) && Varint.read(in) == quarterStreamId;
    }

    @Override
    public void close(QuicConnection connection, long code, String reason) {
        connect.closeSession(code, reason);
    }
}
