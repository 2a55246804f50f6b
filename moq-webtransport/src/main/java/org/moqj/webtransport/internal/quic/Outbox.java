package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicChannel;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;

/** What leaves a connection at the end of the event loop's turn: the data of streams, then datagrams. */
final class Outbox {

    private final QuicChannel channel;
    private final Datagrams datagrams;
    private final ArrayDeque<SendHalf> dirty = new ArrayDeque<>();
    private final Set<SendHalf> blocked = new HashSet<>();
    private boolean flushScheduled;
    private long lastWrite = System.nanoTime();

    Outbox(QuicChannel channel, @Nullable NettyInternals internals) {
        this.channel = channel;
        this.datagrams = new Datagrams(channel, internals);
    }

    void flushLater(SendHalf half) {
        dirty.add(half);
        scheduleFlush();
    }

    /** Sends a datagram in a direct buffer and takes it over. */
    DatagramResult send(ByteBuf datagram) {
        wrote(System.nanoTime());
        DatagramResult result = datagrams.send(datagram);
        scheduleFlush();
        return result;
    }

    void maxDatagramSize(int bytes) {
        datagrams.maxSize(bytes);
    }

    int maxDatagramSize() {
        return datagrams.maxSize();
    }

    private void scheduleFlush() {
        if (!flushScheduled) {
            flushScheduled = true;
            channel.eventLoop().execute(this::flush);
        }
    }

    /** Sends what waits for the end of the turn. */
    void flush() {
        flushScheduled = false;
        for (SendHalf half = dirty.poll(); half != null; half = dirty.poll()) {
            half.flush();
        }
        datagrams.flush();
    }

    /** Netty holds data of {@code half} that there is no room for. */
    void blocked(SendHalf half) {
        blocked.add(half);
    }

    /** There was room for all that Netty held of {@code half}, or it no longer matters. */
    void unblocked(SendHalf half) {
        blocked.remove(half);
    }

    /** Abandons the streams that there is no room for; returns whether there were any. */
    boolean abandonBlocked() {
        List<SendHalf> abandoned = List.copyOf(blocked);
        abandoned.forEach(half -> half.reset(0));
        return !abandoned.isEmpty();
    }

    /** Forgets the streams that waited; they release their data themselves. */
    void clear() {
        dirty.clear();
    }

    void wrote(long nanoTime) {
        lastWrite = nanoTime;
    }

    /** Returns when something was last sent. */
    long lastWrite() {
        return lastWrite;
    }
}
