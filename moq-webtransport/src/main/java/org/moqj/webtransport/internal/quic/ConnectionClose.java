package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says goodbye on a connection, in a way that the peer understands. */
final class ConnectionClose {

    /** The least time that the confirmation of a handshake is waited for. */
    private static final long MIN_CONFIRM_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

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
     * Closes once the peer has surely confirmed the handshake. Until then the native library closes with a packet that a
     * server no longer reads once its own handshake is done: it would wait for its idle timeout.
     */
    void close(long wireCode, int substitute, String reason, long rttNanos) {
        if (closing || !channel.isOpen()) {
            return;
        }
        closing = true;
        long confirmed = activeSince + Math.max(MIN_CONFIRM_NANOS, 2 * rttNanos);
        long early = confirmed - System.nanoTime();
        if (early > 0) {
            channel.eventLoop().schedule(() -> closeNow(wireCode, substitute, reason), early, TimeUnit.NANOSECONDS);
        } else {
            closeNow(wireCode, substitute, reason);
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
