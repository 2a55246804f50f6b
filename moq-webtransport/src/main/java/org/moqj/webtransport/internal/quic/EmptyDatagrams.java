package org.moqj.webtransport.internal.quic;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.quic.QuicConnectionStats;
import io.netty.handler.codec.quic.QuicTransportParameters;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a raw QUIC connection alive that is about to die of silence, with a datagram without content. Netty has no access
 * to QUIC's own PING, and raw QUIC has no filler that every peer ignores: ours drop such a datagram unread, another might
 * object. It is therefore sent only where nothing at all has come for a third of the idle timeout; peers that send PINGs
 * themselves never see one.
 */
final class EmptyDatagrams {

    private static final int TICKS_PER_TIMEOUT = 3;

    private final QuicConnection connection;
    private long received;

    private EmptyDatagrams(QuicConnection connection) {
        this.connection = connection;
    }

    /** Begins for as long as {@code connection} is open; {@code ownTimeout} is the idle timeout of this end. */
    static void start(QuicConnection connection, Duration ownTimeout) {
        QuicTransportParameters peer = connection.channel().peerTransportParameters();
        long peerMillis = peer == null ? 0 : peer.maxIdleTimeout();
        long timeout = peerMillis > 0 ? Math.min(ownTimeout.toMillis(), peerMillis) : ownTimeout.toMillis();
        long period = Math.max(1, timeout / TICKS_PER_TIMEOUT);
        EmptyDatagrams keeping = new EmptyDatagrams(connection);
        ScheduledFuture<?> ticks =
                connection.loop().scheduleAtFixedRate(keeping::tick, period, period, TimeUnit.MILLISECONDS);
        connection.ended().thenAccept(closed -> ticks.cancel(false));
    }

    private void tick() {
        Future<QuicConnectionStats> stats = connection.channel().collectStats();
        if (!stats.isSuccess() || stats.getNow() == null) {
            return;
        }
        long now = stats.getNow().recv();
        if (now == received && connection.maxDatagramSize() > 0) {
            connection.sendDatagram(Unpooled.directBuffer(1));
        }
        received = now;
    }
}
