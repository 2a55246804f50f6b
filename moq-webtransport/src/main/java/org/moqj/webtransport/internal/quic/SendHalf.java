package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamPriority;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;

/**
 * The half of a stream that we write.
 *
 * <p>What is written waits here until the end of the event loop's turn, so that headers, payloads and the end of the
 * stream leave together; then it goes to Netty in pieces, one more whenever the one before was taken. Three things that
 * Netty or quiche get wrong are dealt with here:
 *
 * <ul>
 *   <li>A FIN without data can be lost for ever if all data was acknowledged before it left (quiche issue 2525). The
 *       FIN therefore rides on the last bytes; one that comes too late for that waits until those were acknowledged.
 *   <li>STOP_SENDING is only seen when a write fails (netty issues 17380 and 15924). Once the peer has acknowledged
 *       the RESET that answers it, a write does not even fail: it is queued for ever, which shows in that there is room
 *       for it all the same. Either ends the half here.
 *   <li>A write takes as much memory as it has bytes, outside of the heap. Large ones are cut.
 * </ul>
 */
final class SendHalf implements SendStream {

    /** As many bytes are not kept until the end of the turn. */
    private static final int FLUSH_AT = 16 * 1024;

    private enum State {
        /** Not on the wire: the peer's limit of streams is reached. */
        WAITING,
        OPEN,
        DONE
    }

    private final QuicConnection connection;
    private final QuicStream stream;
    private final SendQueue queue = new SendQueue();
    private SendStreamHandler handler = new SendStreamHandler() {};
    private State state = State.WAITING;
    private @Nullable QuicStreamChannel channel;
    private @Nullable QuicStreamPriority priority;
    private @Nullable ScheduledFuture<?> finTimer;
    private long inFlightBytes;
    private long lastWrite;
    private boolean wroteAnything;
    private boolean last;
    private boolean inFlight;
    private boolean flushing;
    private boolean dirty;
    private boolean toldWritable;
    private boolean resetting;

    SendHalf(QuicConnection connection, QuicStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    void begin(@Nullable ByteBuf header, SendStreamHandler handler) {
        queue.header(header);
        this.handler = handler;
    }

    void attach(QuicStreamChannel opened) {
        channel = opened;
        if (state == State.DONE) {
            return;
        }
        state = State.OPEN;
        if (priority != null) {
            opened.updatePriority(priority);
        }
        flushLater();
    }

    /** The stream is there from the start: that it can be written to is no news. */
    void startsWritable() {
        toldWritable = state == State.OPEN;
    }

    @Override
    public long id() {
        return channel == null ? -1 : channel.streamId();
    }

    @Override
    public boolean isWritable() {
        assert connection.inLoop();
        boolean writable = canTakeMore();
        toldWritable = writable;
        return writable;
    }

    private boolean canTakeMore() {
        return state == State.OPEN
                && !last
                && !inFlight
                && queue.bytes() < FLUSH_AT
                && channel != null
                && channel.isWritable();
    }

    @Override
    public long queuedBytes() {
        return queue.bytes() + inFlightBytes;
    }

    @Override
    public void write(ByteBuf data, boolean last) {
        assert connection.inLoop();
        if (!takesData()) {
            data.release();
            return;
        }
        queue.add(data);
        this.last = last;
        if (queue.bytes() >= FLUSH_AT) {
            flush();
        } else {
            flushLater();
        }
    }

    @Override
    public void finish() {
        assert connection.inLoop();
        if (takesData()) {
            last = true;
            flushLater();
        }
    }

    private boolean takesData() {
        return state != State.DONE && !last && connection.isOpen();
    }

    private void flushLater() {
        if (!dirty && state == State.OPEN) {
            dirty = true;
            connection.outbox().flushLater(this);
        }
    }

    /** Gives Netty what waits, as long as it takes it. */
    void flush() {
        dirty = false;
        QuicStreamChannel open = channel;
        if (state != State.OPEN || open == null || flushing) {
            return;
        }
        flushing = true;
        try {
            while (state == State.OPEN && !inFlight && !queue.isEmpty()) {
                writePiece(open);
            }
        } finally {
            flushing = false;
        }
        if (state == State.OPEN && last && !inFlight) {
            scheduleFin();
        }
        tellWritable();
    }

    private void writePiece(QuicStreamChannel open) {
        long before = queue.bytes();
        ByteBuf piece = queue.next(connection.allocator());
        boolean fin = last && queue.isEmpty();
        ChannelPromise promise = open.newPromise();
        open.write(fin ? new DefaultQuicStreamFrame(piece, true) : piece, promise);
        wroteAnything = true;
        lastWrite = System.nanoTime();
        connection.outbox().wrote(lastWrite);
        if (promise.isDone()) {
            written(promise, fin);
        } else if (open.bytesBeforeUnwritable() > 0) {
            failed(new ClosedChannelException());
        } else {
            inFlight = true;
            inFlightBytes = before - queue.bytes();
            connection.outbox().blocked(this);
            promise.addListener(done -> {
                inFlight = false;
                inFlightBytes = 0;
                connection.outbox().unblocked(this);
                written(promise, fin);
                flush();
            });
        }
    }

    private void written(ChannelPromise promise, boolean fin) {
        if (state == State.DONE) {
            return;
        }
        if (!promise.isSuccess()) {
            failed(promise.cause());
        } else if (fin) {
            ended();
        }
    }

    private void scheduleFin() {
        if (finTimer != null) {
            return;
        }
        long settled = wroteAnything ? lastWrite + connection.settleNanos() - System.nanoTime() : 0;
        finTimer = connection.loop().schedule(this::sendFin, Math.max(0, settled), TimeUnit.NANOSECONDS);
    }

    private void sendFin() {
        QuicStreamChannel open = channel;
        if (state != State.OPEN || open == null) {
            return;
        }
        ChannelPromise promise = open.newPromise();
        open.shutdownOutput(promise);
        if (promise.isDone()) {
            written(promise, true);
        } else {
            failed(new ClosedChannelException());
        }
    }

    private void ended() {
        state = State.DONE;
        release();
        stream.halfDone();
    }

    /** A write or the opening of the stream failed: the peer stopped us, or Netty gave the stream up. */
    void failed(Throwable cause) {
        if (state == State.DONE) {
            return;
        }
        ended();
        if (!connection.channel().isActive()) {
            return;
        }
        connection.streamError("stream-stopped", stream, cause);
        SendStreamHandler told = handler;
        connection.later(() -> connection.guard(() -> told.onStopped(-1)));
    }

    @Override
    public void reset(long code) {
        assert connection.inLoop();
        connection.codes().toWire(code);
        if (state == State.DONE) {
            return;
        }
        QuicStreamChannel open = state == State.OPEN ? channel : null;
        ByteBuf header = open == null ? null : queue.takeHeader();
        state = State.DONE;
        release();
        if (open == null) {
            stream.gone();
            stream.halfDone();
        } else if (header != null) {
            // A peer that sees the reset of a stream before it knows whose it is may end the session.
            open.write(header);
            resetting = true;
            connection.later(() -> sendReset(open, code));
        } else {
            sendReset(open, code);
        }
    }

    private void sendReset(QuicStreamChannel open, long code) {
        resetting = false;
        connection.ends().reset(open, code);
        stream.halfDone();
    }

    @Override
    public void setPriority(int urgency, boolean incremental) {
        assert connection.inLoop();
        priority = new QuicStreamPriority(urgency, incremental);
        if (channel != null && state == State.OPEN) {
            channel.updatePriority(priority);
        }
    }

    void onWritabilityChanged() {
        if (!flushing) {
            tellWritable();
        }
    }

    private void tellWritable() {
        boolean writable = canTakeMore();
        if (writable && !toldWritable && connection.isOpen()) {
            toldWritable = true;
            connection.guard(handler::onWritable);
        } else if (!writable) {
            toldWritable = false;
        }
    }

    boolean isDone() {
        return state == State.DONE && !resetting;
    }

    /** Ends without a word: nobody is to be told any more. */
    void gone() {
        state = State.DONE;
        release();
    }

    private void release() {
        if (finTimer != null) {
            finTimer.cancel(false);
            finTimer = null;
        }
        queue.clear();
        inFlightBytes = 0;
        connection.outbox().unblocked(this);
    }
}
