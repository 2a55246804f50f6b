package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says goodbye on a connection, in a way that the peer understands. */
final class ConnectionClose {

    /** Waited for the peer beside two round trips, for what it has to do itself. */
    private static final long MIN_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** As long is waited at most for room to say goodbye. */
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** The bytes that the packet may have which closes the connection. */
    private static final int ROOM = 1200;

    /** A reason of this many bytes surely fits into the packet that closes the connection. */
    private static final int MAX_REASON = 512;

    private final QuicChannel channel;
    private final @Nullable NettyInternals internals;
    private long activeSince = System.nanoTime();
    private boolean closing;

    ConnectionClose(QuicChannel channel, @Nullable NettyInternals internals) {
        this.channel = channel;
        this.internals = internals;
    }

    /** The handshake is done on this side. */
    void active() {
        activeSince = System.nanoTime();
    }

    /**
     * Closes as soon as the peer is told by that. It would not be, and wait for its idle timeout, in two cases:
     *
     * <ul>
     *   <li>Before the handshake was confirmed the native library closes with a packet that a server no longer reads once
     *       its own handshake is done.
     *   <li>While congestion control lets nothing go, Netty frees the connection without having sent anything.
     * </ul>
     *
     * @param full whether there was no room for data a moment ago
     */
    void close(long wireCode, int substitute, String reason, long rttNanos, boolean full) {
        if (closing || !channel.isOpen()) {
            return;
        }
        closing = true;
        long now = System.nanoTime();
        long settled = 2 * rttNanos + MIN_WAIT_NANOS;
        long earliest = Math.max(activeSince, full && internals == null ? now : activeSince) + settled;
        Runnable goodbye = () -> closeNow(wireCode, substitute, reason);
        later(() -> awaitRoom(goodbye, now + MAX_WAIT_NANOS), earliest - now);
    }

    private void awaitRoom(Runnable goodbye, long latest) {
        boolean room = internals == null || internals.sendQuantum(channel) >= ROOM;
        if (room || System.nanoTime() - latest > 0) {
            goodbye.run();
        } else {
            later(() -> awaitRoom(goodbye, latest), RETRY_NANOS);
        }
    }

    private void later(Runnable task, long nanos) {
        if (nanos <= 0) {
            task.run();
        } else {
            channel.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void closeNow(long wireCode, int substitute, String reason) {
        if (!channel.isOpen()) {
            return;
        }
        ByteBuf text = channel.alloc().directBuffer(MAX_REASON);
        text.writeBytes(cut(reason.getBytes(StandardCharsets.UTF_8)));
        if (wireCode <= Integer.MAX_VALUE) {
            channel.close(true, (int) wireCode, text);
        } else if (internals != null) {
            internals.closeConnection(channel, wireCode, text);
            channel.close(true, 0, text);
        } else {
            channel.close(true, substitute, text);
        }
    }

    private static byte[] cut(byte[] reason) {
        return reason.length <= MAX_REASON ? reason : Arrays.copyOf(reason, MAX_REASON);
    }
}
