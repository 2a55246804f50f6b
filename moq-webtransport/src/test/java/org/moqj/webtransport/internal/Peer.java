package org.moqj.webtransport.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportSession;

/** One end of a session in a test: keeps what the other end does, and calls the session on its own thread. */
final class Peer implements TransportHandler {

    static final long PATIENCE_SECONDS = 20;

    final TransportSession session;
    final BlockingQueue<ReceiveStream> uniStreams = new LinkedBlockingQueue<>();
    final BlockingQueue<BidiStream> bidiStreams = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> datagrams = new LinkedBlockingQueue<>();
    final CompletableFuture<TransportClosed> closed = new CompletableFuture<>();

    Peer(TransportSession session) {
        this.session = session;
    }

    /** Takes what the session has for us. */
    Peer listening() {
        run(() -> session.setHandler(this));
        return this;
    }

    void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    <T> T call(Supplier<T> task) {
        return get(CompletableFuture.supplyAsync(task, session.executor()));
    }

    SendStream openUni() {
        return openUni(new SendStreamHandler() {});
    }

    SendStream openUni(SendStreamHandler handler) {
        return call(() -> session.openUni(handler));
    }

    BidiStream openBidi() {
        return call(() -> session.openBidi(new SendStreamHandler() {}));
    }

    void write(SendStream stream, byte[] data, boolean last) {
        run(() -> stream.write(Unpooled.wrappedBuffer(data), last));
    }

    Received read(ReceiveStream stream) {
        Received received = new Received();
        run(() -> stream.start(received));
        return received;
    }

    ReceiveStream nextUni() {
        return take(uniStreams);
    }

    BidiStream nextBidi() {
        return take(bidiStreams);
    }

    TransportClosed end() {
        return get(closed);
    }

    /** Waits until {@code condition} holds. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Not so within " + PATIENCE_SECONDS + " s");
            }
            get(new CompletableFuture<Boolean>().completeOnTimeout(true, 5, MILLISECONDS));
        }
    }

    static <T> T take(BlockingQueue<T> queue) {
        try {
            T taken = queue.poll(PATIENCE_SECONDS, SECONDS);
            if (taken == null) {
                throw new AssertionError("Nothing came within " + PATIENCE_SECONDS + " s");
            }
            return taken;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void onUniStream(ReceiveStream stream) {
        uniStreams.add(stream);
    }

    @Override
    public void onBidiStream(BidiStream stream) {
        bidiStreams.add(stream);
    }

    @Override
    public void onDatagram(ByteBuf datagram) {
        datagrams.add(ByteBufUtil.getBytes(datagram));
    }

    @Override
    public void onClosed(TransportClosed how) {
        if (!closed.complete(how)) {
            throw new IllegalStateException("Closed twice");
        }
    }
}
