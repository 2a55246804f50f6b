package org.moqj.webtransport.internal;

import io.netty.buffer.ByteBuf;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;

/** Does nothing with what comes. */
class IgnoringHandler implements TransportHandler {

    @Override
    public void onUniStream(ReceiveStream stream) {}

    @Override
    public void onBidiStream(BidiStream stream) {}

    @Override
    public void onDatagram(ByteBuf datagram) {}

    @Override
    public void onClosed(TransportClosed closed) {}
}
