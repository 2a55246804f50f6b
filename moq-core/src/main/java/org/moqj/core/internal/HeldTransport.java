package org.moqj.core.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Queue;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportInfo;
import org.moqj.core.spi.transport.TransportSession;

/** A transport whose next handler first gets the streams that were held back. Confined to the transport's executor. */
record HeldTransport(TransportSession transport, Queue<ReceiveStream> held) implements TransportSession {

    @Override
    public void setHandler(TransportHandler handler) {
        transport.setHandler(handler);
        for (ReceiveStream stream = held.poll(); stream != null; stream = held.poll()) {
            handler.onUniStream(stream);
        }
    }

    @Override
    public SessionExecutor executor() {
        return transport.executor();
    }

    @Override
    public TransportInfo info() {
        return transport.info();
    }

    @Override
    public ByteBufAllocator allocator() {
        return transport.allocator();
    }

    @Override
    public SendStream openUni(SendStreamHandler handler) {
        return transport.openUni(handler);
    }

    @Override
    public BidiStream openBidi(SendStreamHandler handler) {
        return transport.openBidi(handler);
    }

    @Override
    public DatagramResult sendDatagram(ByteBuf datagram) {
        return transport.sendDatagram(datagram);
    }

    @Override
    public int maxDatagramSize() {
        return transport.maxDatagramSize();
    }

    @Override
    public void close(long code, String reason) {
        transport.close(code, reason);
    }
}
