package org.moqj.core.spi.transport;

import io.netty.buffer.ByteBuf;

/** What arrives on a {@link ReceiveStream}. Called on the session's executor; nothing follows a fin or a reset. */
public interface ReceiveStreamHandler {

    /** Bytes arrived; {@code data} is lent for the duration of the call, and what the handler leaves unread is lost. */
    void onData(ByteBuf data);

    /** The peer ended the stream; all bytes have been delivered. */
    void onFin();

    /** The peer abandoned the stream with {@code code}, MoQ's own numbering; bytes may be missing. */
    void onReset(long code);
}
