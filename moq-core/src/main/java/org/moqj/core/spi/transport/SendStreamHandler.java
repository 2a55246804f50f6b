package org.moqj.core.spi.transport;

/** What happens to a {@link SendStream}. Called on the session's executor; nothing is called after {@code onStopped}. */
public interface SendStreamHandler {

    /** {@link SendStream#isWritable()} became true again. */
    default void onWritable() {}

    /**
     * The stream cannot be written any more because the peer asked to stop or the transport gave it up. The stream is
     * already reset; later writes are dropped.
     *
     * @param code the peer's code, or -1 where the transport does not show it
     */
    default void onStopped(long code) {}
}
