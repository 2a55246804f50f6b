package org.moqj.core.spi.transport;

import io.netty.buffer.ByteBuf;

/** What the peer does on a transport session. Called on the session's executor. */
public interface TransportHandler {

    /** The peer opened a unidirectional stream. It is not read before {@link ReceiveStream#start}. */
    void onUniStream(ReceiveStream stream);

    /** The peer opened a bidirectional stream. Its receiving half is not read before {@link ReceiveStream#start}. */
    void onBidiStream(BidiStream stream);

    /** A datagram arrived; {@code datagram} is lent for the duration of the call. */
    void onDatagram(ByteBuf datagram);

    /** The session is over; called exactly once, as the last call. Its streams are gone without further events. */
    void onClosed(TransportClosed closed);
}
