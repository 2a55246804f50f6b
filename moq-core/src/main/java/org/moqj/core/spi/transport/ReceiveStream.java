package org.moqj.core.spi.transport;

/** The receiving half of a stream. Confined to the session's executor. */
public interface ReceiveStream {

    /** Returns the QUIC stream id; for logs only. */
    long id();

    /** Begins reading, for {@code handler}. A later call hands the stream to another handler. */
    void start(ReceiveStreamHandler handler);

    /**
     * Pauses or resumes reading. While paused at most what was already on its way to the handler is delivered, and
     * flow control holds the peer back.
     */
    void setReading(boolean reading);

    /**
     * Asks the peer to stop sending and drops what arrives; the handler hears nothing more.
     *
     * @param code 0 to 2^31-1
     * @throws IllegalArgumentException where the code is anything else
     */
    void stop(long code);
}
