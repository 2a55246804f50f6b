package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.quic.QuicStreamType;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.TransportKind;

/** What a session adds to the streams and datagrams of its QUIC connection: nothing, or what WebTransport asks for. */
public interface Framing {

    /** Returns which kind of session this makes. */
    TransportKind kind();

    /** Returns what precedes the bytes of a stream that we open, in a new buffer; null for nothing. */
    @Nullable
    ByteBuf streamHeader(ByteBufAllocator allocator, QuicStreamType type);

    /** Returns the bytes that precede each datagram. */
    int datagramHeaderSize();

    /** Writes what precedes a datagram. */
    void writeDatagramHeader(ByteBuf out);

    /** Reads what precedes a datagram; returns false where it belongs to another session. */
    boolean readDatagramHeader(ByteBuf in);

    /** Tells the peer of {@code connection}'s end and closes it, now or soon. */
    void close(QuicConnection connection, long code, String reason);

    /** Raw QUIC. */
    Framing NONE = new Framing() {
        @Override
        public TransportKind kind() {
            return TransportKind.QUIC;
        }

        @Override
        public @Nullable ByteBuf streamHeader(ByteBufAllocator allocator, QuicStreamType type) {
            return null;
        }

        @Override
        public int datagramHeaderSize() {
            return 0;
        }

        @Override
        public void writeDatagramHeader(ByteBuf out) {}

        @Override
        public boolean readDatagramHeader(ByteBuf in) {
            return true;
        }

        @Override
        public void close(QuicConnection connection, long code, String reason) {
            connection.close(connection.codes().toWire(code), connection.codes().substitute(code), reason);
        }
    };
}
