package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicTransportError;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportClosed.Cause;

/** Reads from what Netty shows of a connection's end who ended it, and how. */
final class ConnectionEnd {

    /** H3_NO_ERROR, a clean end over HTTP/3. */
    private static final int H3_NO_ERROR = 0x100;

    private ConnectionEnd() {}

    /** Returns what the peer's CONNECTION_CLOSE says. */
    static TransportClosed byPeer(QuicConnectionCloseEvent close, ErrorCodes codes) {
        String reason = CloseReason.of(close);
        if (!close.isApplicationClose()) {
            return new TransportClosed(Cause.TRANSPORT_ERROR, close.error(), describe(close.error(), reason), null);
        }
        long code = codes.fromTruncated(close.error());
        if (code != ErrorCodes.NOT_MAPPED) {
            return new TransportClosed(Cause.PEER, code, reason, null);
        }
        if (close.error() == H3_NO_ERROR) {
            return new TransportClosed(Cause.PEER, 0, reason, null);
        }
        long error = close.error() & 0xffff_ffffL;
        return new TransportClosed(Cause.TRANSPORT_ERROR, error, "HTTP/3 error 0x" + Long.toHexString(error), null);
    }

    /** Returns what a channel's end means that the peer did not announce, or did so {@code earlier}. */
    static TransportClosed without(
            @Nullable QuicConnectionCloseEvent earlier, boolean timedOut, @Nullable Throwable error, ErrorCodes codes) {
        if (earlier != null) {
            return byPeer(earlier, codes);
        }
        if (timedOut) {
            return new TransportClosed(Cause.IDLE_TIMEOUT, 0, "nothing arrived for the idle timeout", null);
        }
        String reason = error == null ? "the connection was closed" : String.valueOf(error.getMessage());
        return new TransportClosed(Cause.TRANSPORT_ERROR, 0, reason, error);
    }

    /** Returns the name of a QUIC transport error, with what the peer added. */
    static String describe(int error, String reason) {
        QuicTransportError known = QuicTransportError.valueOf(error);
        String name = QuicConnectionCloseEvent.extractTlsError(error) >= 0 && TlsAlert.isAlert(error)
                ? TlsAlert.describe(error)
                : known == null ? "QUIC error 0x" + Integer.toHexString(error) : "QUIC error " + known.name();
        return reason.isEmpty() ? name : name + ": " + reason;
    }
}
