package org.moqj.core.spi.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * One established transport session: a raw QUIC connection, or a WebTransport session over HTTP/3.
 *
 * <p>Error codes given to and taken from this interface are MoQ's own; the mapping to what travels on the wire
 * (identity over raw QUIC, the HTTP/3 range over WebTransport) is the implementation's.
 *
 * <p>Confined to {@link #executor()}, except {@link #executor()} itself and {@link #info()}.
 */
public interface TransportSession {

    /** Returns the thread this session lives on; callable from any thread. */
    SessionExecutor executor();

    /** Returns what is known about the connection; callable from any thread. */
    TransportInfo info();

    /** Returns the allocator that suits {@link SendStream#write}. */
    ByteBufAllocator allocator();

    /**
     * Names who is told of what the peer does. The first call lets incoming streams and datagrams through, which were
     * held back (within the transport's flow control) until then; later calls hand the session to another handler.
     */
    void setHandler(TransportHandler handler);

    /**
     * Opens a unidirectional stream. It can be written to at once; where the peer's stream limit is reached, what is
     * written waits until the peer grants another stream, and {@link SendStream#isWritable()} is false until then.
     *
     * @param handler told when the stream can take more, and when the peer stops it
     */
    SendStream openUni(SendStreamHandler handler);

    /** Opens a bidirectional stream, as {@link #openUni} does; bytes from the peer wait for a handler of the receiving half. */
    BidiStream openBidi(SendStreamHandler handler);

    /**
     * Sends one datagram, or drops it: datagrams are unreliable.
     *
     * @return what became of it here
     */
    DatagramResult sendDatagram(ByteBuf datagram);

    /** Returns the largest datagram that the path takes now, in bytes of payload; 0 while datagrams are not available. */
    int maxDatagramSize();

    /**
     * Ends the session: what was written before is flushed as far as the transport can without waiting for the peer,
     * then the peer is told {@code code} and {@code reason}. The handler's {@code onClosed} follows. Has no effect on a
     * session that has already ended.
     */
    void close(long code, String reason);

    /** What became of a datagram at the sender. */
    enum DatagramResult {
        /** Given to the transport. Whether it arrives is not known. */
        SENT,
        /** Larger than {@link TransportSession#maxDatagramSize()}. */
        TOO_LARGE,
        /** The transport's queue of datagrams is full. */
        QUEUE_FULL,
        /** The session is over, or the peer takes no datagrams. */
        UNAVAILABLE
    }
}
