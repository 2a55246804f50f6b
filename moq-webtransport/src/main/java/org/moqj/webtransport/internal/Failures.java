package org.moqj.webtransport.internal;

import io.netty.handler.codec.quic.QuicClosedChannelException;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import java.net.PortUnreachableException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqTransportException;
import org.moqj.core.PeerText;
import org.moqj.core.Side;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.webtransport.internal.http3.ConnectRefused;
import org.moqj.webtransport.internal.quic.CloseReason;
import org.moqj.webtransport.internal.quic.RefusedCertificate;
import org.moqj.webtransport.internal.quic.TlsAlert;

/** Words for what goes wrong between a URL and a session. */
final class Failures {

    private Failures() {}

    static MoqTransportException unresolved(Target target, @Nullable Throwable cause) {
        return MoqTransportException.of(
                FailurePhase.DNS, Side.LOCAL, "The host name " + target.host() + " cannot be resolved", cause);
    }

    static MoqTransportException unusableTls(GeneralSecurityException cause) {
        return MoqTransportException.of(
                FailurePhase.TLS, Side.LOCAL, "TLS cannot be set up: " + cause.getMessage(), cause);
    }

    static MoqTransportException udp(String address, Throwable cause) {
        String message = cause instanceof PortUnreachableException
                ? "Nothing listens on UDP port " + address
                : "UDP packets to " + address + " cannot be sent: " + cause.getMessage();
        return MoqTransportException.of(FailurePhase.UDP, Side.LOCAL, message, cause);
    }

    static MoqTransportException timeout(FailurePhase phase, Target target, Duration limit) {
        String within = " within " + limit.toMillis() + " ms";
        return MoqTransportException.timeout(
                phase,
                switch (phase) {
                    case DNS -> "The host name " + target.host() + " was not resolved" + within;
                    case TLS -> target.describe() + " did not complete the handshake" + within;
                    case CONNECT -> target.describe() + " did not answer the WebTransport request" + within;
                    default -> "Nothing came back from UDP port " + target.describe() + within;
                });
    }

    /** Returns what the failure of a handshake means; {@code refused} is the certificate that we refused, if we did. */
    static MoqTransportException handshake(Target target, Throwable cause, @Nullable RefusedCertificate refused) {
        if (refused != null) {
            return MoqTransportException.untrusted(
                    "The certificate of " + target.describe() + " was refused: " + words(refused.why()),
                    refused.certificate(),
                    refused.why());
        }
        if (cause instanceof QuicClosedChannelException closed && closed.event() != null) {
            return closedByServer(target, closed.event());
        }
        if (cause instanceof SSLException) {
            return MoqTransportException.of(
                    FailurePhase.TLS,
                    Side.LOCAL,
                    "The TLS handshake with " + target.describe() + " failed: " + cause.getMessage(),
                    cause);
        }
        return MoqTransportException.of(
                FailurePhase.TLS, Side.LOCAL, "The QUIC handshake with " + target.describe() + " failed", cause);
    }

    private static MoqTransportException closedByServer(Target target, QuicConnectionCloseEvent event) {
        if (!event.isApplicationClose() && TlsAlert.isAlert(event.error())) {
            return alert(target, event.error());
        }
        String reason = PeerText.shown(CloseReason.of(event));
        return MoqTransportException.withCode(
                FailurePhase.TLS,
                Side.REMOTE,
                event.error() & 0xffff_ffffL,
                target.describe() + " closed the connection during the handshake"
                        + (reason.isEmpty() ? "" : ": " + reason),
                null);
    }

    private static MoqTransportException alert(Target target, long error) {
        if (TlsAlert.number(error) == TlsAlert.NO_APPLICATION_PROTOCOL) {
            return MoqTransportException.withCode(
                    FailurePhase.ALPN,
                    Side.REMOTE,
                    error,
                    target.describe() + " does not speak " + String.join(" or ", target.applicationProtocols()),
                    null);
        }
        return MoqTransportException.withCode(
                FailurePhase.TLS,
                Side.REMOTE,
                error,
                target.describe() + " refused the handshake: " + TlsAlert.describe(error),
                null);
    }

    static MoqTransportException wrongProtocol(Target target, String chosen) {
        return MoqTransportException.of(
                FailurePhase.ALPN,
                Side.LOCAL,
                target.describe() + " chose the application protocol \"" + PeerText.shown(chosen)
                        + "\", which was not offered",
                null);
    }

    /** Returns what the end of a connection means that came before the answer to CONNECT. */
    static MoqTransportException endedInConnect(Target target, TransportClosed closed) {
        if (closed.cause() == TransportClosed.Cause.TRANSPORT_ERROR && TlsAlert.isAlert(closed.code())) {
            return alert(target, closed.code());
        }
        return MoqTransportException.withCode(
                FailurePhase.CONNECT,
                closed.cause() == TransportClosed.Cause.LOCAL ? Side.LOCAL : Side.REMOTE,
                closed.code(),
                target.describe() + " ended the connection before it answered the WebTransport request"
                        + (closed.reason().isEmpty() ? "" : ": " + PeerText.shown(closed.reason())),
                closed.error());
    }

    static MoqTransportException connect(Target target, Throwable cause) {
        String message = "No WebTransport session with " + target.describe() + ": " + cause.getMessage();
        if (cause instanceof ConnectRefused refused && refused.status() >= 0) {
            return MoqTransportException.withCode(FailurePhase.CONNECT, Side.REMOTE, refused.status(), message, cause);
        }
        Side side = cause instanceof ConnectRefused ? Side.REMOTE : Side.LOCAL;
        return MoqTransportException.of(FailurePhase.CONNECT, side, message, cause);
    }

    /** Returns the failure that came furthest. */
    static Throwable furthest(List<Throwable> failures) {
        return failures.stream().max(Comparator.comparing(Failures::phase)).orElseThrow();
    }

    private static FailurePhase phase(Throwable failure) {
        return failure instanceof MoqTransportException known ? known.phase() : FailurePhase.URL;
    }

    /** Java wraps the words that matter. */
    private static String words(Throwable refusal) {
        Throwable cause = refusal;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
