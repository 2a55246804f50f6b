package org.moqj.core;

import org.jspecify.annotations.Nullable;

/** A connection that never reached MoQ, or that could not be made in time: DNS, UDP, TLS, ALPN or CONNECT. */
public final class MoqTransportException extends MoqException {

    private static final long serialVersionUID = 1L;

    private final boolean timeout;

    private MoqTransportException(
            FailurePhase phase, Side side, long code, String message, boolean timeout, @Nullable Throwable cause) {
        super(message, phase, side, code, code < 0 ? "" : "0x" + Long.toHexString(code), phase.hint(), cause);
        this.timeout = timeout;
    }

    /** Returns a failure without a code. */
    public static MoqTransportException of(FailurePhase phase, Side side, String message, @Nullable Throwable cause) {
        return new MoqTransportException(phase, side, -1, message, false, cause);
    }

    /** Returns a failure with the transport's error code. */
    public static MoqTransportException withCode(
            FailurePhase phase, Side side, long code, String message, @Nullable Throwable cause) {
        return new MoqTransportException(phase, side, code, message, false, cause);
    }

    /** Returns a deadline that ran out in {@code phase}. */
    public static MoqTransportException timeout(FailurePhase phase, String message) {
        return new MoqTransportException(phase, Side.LOCAL, -1, message, true, null);
    }

    /** Returns whether this is a deadline of ours that ran out. */
    public boolean isTimeout() {
        return timeout;
    }
}
