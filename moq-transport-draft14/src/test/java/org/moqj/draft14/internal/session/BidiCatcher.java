package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;

/** Collects the bidirectional streams of a transport session that no session was made on yet. */
final class BidiCatcher implements TransportHandler {

    private final List<BidiStream> streams;

    BidiCatcher(List<BidiStream> streams) {
        this.streams = streams;
    }

    @Override
    public void onUniStream(ReceiveStream stream) {
        throw new AssertionError("a stream before the control stream");
    }

    @Override
    public void onBidiStream(BidiStream stream) {
        streams.add(stream);
    }

    @Override
    public void onDatagram(ByteBuf datagram) {
        throw new AssertionError("a datagram before the control stream");
    }

    @Override
    public void onClosed(TransportClosed closed) {
        // nothing was made that could end
    }
}
