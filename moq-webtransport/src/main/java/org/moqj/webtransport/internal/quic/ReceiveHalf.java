package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;

/**
 * The half of a stream that the peer writes.
 *
 * <p>Netty shows a RESET only to a read. While reading is paused one read therefore stays outstanding: a RESET that
 * comes before any data is seen at once, and at most one buffer (64 KiB) is held here. A RESET behind held data is seen
 * when reading resumes.
 */
final class ReceiveHalf implements ReceiveStream {

    private final QuicConnection connection;
    private final QuicStream stream;
    private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);
    private @Nullable QuicStreamChannel channel;
    private @Nullable ReceiveStreamHandler handler;
    private boolean reading = true;
    private boolean resuming;
    private boolean finHeld;
    private boolean done;
    private long resetHeld = NO_RESET;

    private static final long NO_RESET = -1;

    ReceiveHalf(QuicConnection connection, QuicStream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    void attach(QuicStreamChannel opened) {
        channel = opened;
        if (handler != null) {
            resumeLater();
        }
    }

    @Override
    public long id() {
        return channel == null ? -1 : channel.streamId();
    }

    @Override
    public void start(ReceiveStreamHandler handler) {
        assert connection.inLoop();
        if (!done) {
            this.handler = handler;
            resumeLater();
        }
    }

    @Override
    public void setReading(boolean reading) {
        assert connection.inLoop();
        if (done || this.reading == reading) {
            return;
        }
        this.reading = reading;
        if (reading) {
            resumeLater();
        } else if (channel != null && handler != null) {
            channel.config().setAutoRead(false);
            channel.read();
        }
    }

    /** Deliveries never happen inside of a call of the one they are for. */
    private void resumeLater() {
        if (!resuming) {
            resuming = true;
            connection.later(this::resume);
        }
    }

    private void resume() {
        resuming = false;
        while (delivers() && !held.isEmpty()) {
            deliver(held.remove());
        }
        if (!delivers()) {
            return;
        }
        if (resetHeld != NO_RESET) {
            tellReset(resetHeld);
        } else if (finHeld) {
            tellFin();
        } else if (channel != null) {
            channel.config().setAutoRead(true);
        }
    }

    private boolean delivers() {
        return !done && reading && handler != null && connection.isOpen();
    }

    /** Bytes came; takes {@code data} over. */
    void onData(ByteBuf data) {
        if (done || !connection.isOpen()) {
            data.release();
        } else if (delivers() && held.isEmpty()) {
            deliver(data);
        } else {
            held.add(data);
        }
    }

    private void deliver(ByteBuf data) {
        ReceiveStreamHandler to = handler;
        try {
            if (to != null) {
                connection.guard(() -> to.onData(data));
            }
        } finally {
            data.release();
        }
    }

    void onFin() {
        if (done) {
            return;
        }
        if (delivers() && held.isEmpty()) {
            tellFin();
        } else {
            finHeld = true;
        }
    }

    private void tellFin() {
        ReceiveStreamHandler to = handler;
        end();
        if (to != null) {
            connection.guard(to::onFin);
        }
    }

    void onReset(long wireCode) {
        if (done) {
            return;
        }
        long mapped = connection.codes().fromWire(wireCode);
        long code = mapped == ErrorCodes.NOT_MAPPED ? 0 : mapped;
        release();
        if (handler == null) {
            resetHeld = code;
        } else {
            tellReset(code);
        }
    }

    private void tellReset(long code) {
        ReceiveStreamHandler to = handler;
        end();
        if (to != null && connection.isOpen()) {
            connection.guard(() -> to.onReset(code));
        }
    }

    @Override
    public void stop(long code) {
        assert connection.inLoop();
        connection.codes().toWire(code);
        if (done) {
            return;
        }
        boolean ended = finHeld || resetHeld != NO_RESET;
        done = true;
        release();
        handler = null;
        if (channel != null && !ended) {
            connection.ends().stop(channel, code);
        }
        stream.halfDone();
    }

    private void end() {
        done = true;
        release();
        handler = null;
        stream.halfDone();
    }

    boolean isDone() {
        return done;
    }

    /** Ends without a word: nobody is to be told any more. */
    void gone() {
        done = true;
        handler = null;
        release();
    }

    private void release() {
        for (ByteBuf data = held.poll(); data != null; data = held.poll()) {
            data.release();
        }
    }
}
