package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicChannel;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;

/**
 * The datagrams that a connection sends. They are queued in the native library and leave at the end of the event loop's
 * turn.
 *
 * <p>Through its public methods Netty drops datagrams for a full queue and reports success; the queue is therefore
 * asked directly where {@link NettyInternals} can.
 */
final class Datagrams {

    /** Datagrams that Netty holds before they are flushed within a turn. */
    private static final int FLUSH_AT = 64;

    private final QuicChannel channel;
    private final @Nullable NettyInternals internals;
    private int maxSize;
    private int unsent;

    Datagrams(QuicChannel channel, @Nullable NettyInternals internals) {
        this.channel = channel;
        this.internals = internals;
    }

    /** The handshake told that the peer takes datagrams of up to {@code bytes}. */
    void maxSize(int bytes) {
        maxSize = bytes;
    }

    int maxSize() {
        return maxSize;
    }

    /** Queues a direct {@code datagram} and takes it over. */
    DatagramResult send(ByteBuf datagram) {
        if (internals == null) {
            channel.write(datagram, channel.voidPromise());
            if (++unsent >= FLUSH_AT) {
                flush();
            }
            return DatagramResult.SENT;
        }
        try {
            return queue(internals, datagram) ? DatagramResult.SENT : DatagramResult.QUEUE_FULL;
        } finally {
            datagram.release();
        }
    }

    private boolean queue(NettyInternals internals, ByteBuf datagram) {
        if (internals.queueDatagram(channel, datagram)) {
            unsent++;
            return true;
        }
        // Sending makes room unless congestion control holds everything back.
        internals.send(channel);
        return internals.queueDatagram(channel, datagram);
    }

    void flush() {
        if (unsent == 0) {
            return;
        }
        unsent = 0;
        if (internals == null) {
            channel.flush();
        } else {
            internals.send(channel);
        }
    }
}
