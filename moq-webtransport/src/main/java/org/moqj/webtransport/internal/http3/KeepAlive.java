package org.moqj.webtransport.internal.http3;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http3.DefaultHttp3UnknownFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.moqj.webtransport.internal.quic.QuicConnection;

/**
 * Keeps a quiet connection alive with an empty frame of a reserved type on HTTP/3's control stream, which peers ignore
 * (RFC 9114, section 7.2.8). Netty has no access to QUIC's own PING.
 */
final class KeepAlive {

    /** The first of the reserved types. */
    private static final long RESERVED_FRAME = 0x40;

    private KeepAlive() {}

    /** Begins for as long as {@code connection} is open; a period of zero does nothing. */
    static void start(QuicConnection connection, Duration period) {
        if (period.isZero()) {
            return;
        }
        long nanos = period.toNanos();
        ScheduledFuture<?> ticks = connection
                .loop()
                .scheduleAtFixedRate(() -> tick(connection, nanos), nanos, nanos, TimeUnit.NANOSECONDS);
        connection.ended().thenAccept(closed -> ticks.cancel(false));
    }

    private static void tick(QuicConnection connection, long nanos) {
        QuicStreamChannel control = Http3.getLocalControlStream(connection.channel());
        if (control != null && System.nanoTime() - connection.lastWrite() >= nanos) {
            control.writeAndFlush(new DefaultHttp3UnknownFrame(RESERVED_FRAME, Unpooled.EMPTY_BUFFER));
        }
    }
}
