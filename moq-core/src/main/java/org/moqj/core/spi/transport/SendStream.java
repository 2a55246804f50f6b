package org.moqj.core.spi.transport;

import io.netty.buffer.ByteBuf;

/** The sending half of a stream. Confined to the session's executor. */
public interface SendStream {

    /**
     * Returns the QUIC stream id, or -1 while the stream waits for the peer's permission to open. For logs only: ids
     * are not dense in WebTransport.
     */
    long id();

    /**
     * Returns whether the transport takes more without queueing it. Writing while this is false is allowed and queues
     * without bound, so that bounding is the caller's duty: stop, and go on at {@link SendStreamHandler#onWritable()}.
     */
    boolean isWritable();

    /** Returns the bytes written here that the transport has not accepted yet. */
    long queuedBytes();

    /**
     * Writes {@code data} and takes it over. With {@code last} the stream ends after it; saying so together with the
     * last bytes is cheaper and safer than {@link #finish()} afterwards. On a stream that was reset, stopped or ended
     * the data is released and nothing happens.
     */
    void write(ByteBuf data, boolean last);

    /** Ends the stream after what was written. Has no effect on a stream that has ended, was reset or stopped. */
    void finish();

    /**
     * Abandons the stream: what was not sent yet is dropped, and the peer is told {@code code}.
     *
     * @param code 0 to 2^31-1
     * @throws IllegalArgumentException where the code is anything else
     */
    void reset(long code);

    /**
     * Orders this stream among the others of the session.
     *
     * @param urgency 0 to 127; all streams of a lower number go first
     * @param incremental true: share bandwidth with streams of the same urgency; false: one after the other, in the
     *     order of their ids
     */
    void setPriority(int urgency, boolean incremental);
}
