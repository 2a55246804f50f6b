package org.moqj.webtransport.internal;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.moqj.core.spi.transport.ReceiveStreamHandler;

/** What came on a stream. */
final class Received implements ReceiveStreamHandler {

    final CompletableFuture<byte[]> fin = new CompletableFuture<>();
    final CompletableFuture<Long> reset = new CompletableFuture<>();
    final CompletableFuture<Byte> first = new CompletableFuture<>();
    final AtomicLong bytes = new AtomicLong();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    @Override
    public void onData(ByteBuf arrived) {
        byte[] copy = new byte[arrived.readableBytes()];
        arrived.readBytes(copy);
        data.writeBytes(copy);
        first.complete(copy[0]);
        bytes.addAndGet(copy.length);
    }

    @Override
    public void onFin() {
        fin.complete(data.toByteArray());
    }

    @Override
    public void onReset(long code) {
        reset.complete(code);
    }

    byte[] all() {
        return Peer.get(fin);
    }

    long resetCode() {
        return Peer.get(reset);
    }
}
