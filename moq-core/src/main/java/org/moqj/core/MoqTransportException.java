package org.moqj.core;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection that never reached MoQ, or that could not be made in time: DNS, UDP, TLS, ALPN or CONNECT. */
public final class MoqTransportException extends MoqException {

    private static final long serialVersionUID = 1L;

    private final boolean timeout;
    private final @Nullable X509Certificate peerCertificate;

    private MoqTransportException(
            FailurePhase phase,
            Side side,
            long code,
            String message,
            boolean timeout,
            @Nullable X509Certificate peerCertificate,
            @Nullable Throwable cause) {
        super(message, phase, side, code, code < 0 ? "" : "0x" + Long.toHexString(code), phase.hint(), cause);
        this.timeout = timeout;
        this.peerCertificate = peerCertificate;
    }

    /** Returns a failure without a code. */
    public static MoqTransportException of(FailurePhase phase, Side side, String message, @Nullable Throwable cause) {
        return new MoqTransportException(phase, side, -1, message, false, null, cause);
    }

    /** Returns a failure with the transport's error code. */
    public static MoqTransportException withCode(
            FailurePhase phase, Side side, long code, String message, @Nullable Throwable cause) {
        return new MoqTransportException(phase, side, code, message, false, null, cause);
    }

    /** Returns our refusal of the certificate that the peer showed; null where it showed none. */
    public static MoqTransportException untrusted(
            String message, @Nullable X509Certificate peerCertificate, Throwable cause) {
        return new MoqTransportException(FailurePhase.TLS, Side.LOCAL, -1, message, false, peerCertificate, cause);
    }

    /** Returns a deadline that ran out in {@code phase}. */
    public static MoqTransportException timeout(FailurePhase phase, String message) {
        return new MoqTransportException(phase, Side.LOCAL, -1, message, true, null, null);
    }

    /**
     * Returns the certificate that the peer showed and this end refused, so that a user can look at it; empty where that
     * is not what failed. Nobody has vouched for anything in it.
     */
    public Optional<X509Certificate> peerCertificate() {
        return Optional.ofNullable(peerCertificate);
    }

    /** Returns whether this is a deadline of ours that ran out. */
    public boolean isTimeout() {
        return timeout;
    }
}
