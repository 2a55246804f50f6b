package org.moqj.core;

import org.jspecify.annotations.Nullable;

/**
 * The session is over: the peer closed it, we closed it on a violation, it failed to be set up, or the connection was
 * lost. Everything that was open on it has ended with the same exception.
 */
public final class MoqSessionException extends MoqException {

    private static final long serialVersionUID = 1L;

    private final boolean timeout;

    /**
     * Describes the end of a session.
     *
     * @param phase {@link FailurePhase#SETUP} before the session was established, {@link FailurePhase#REQUEST} or
     *     {@link FailurePhase#DATA} after
     * @param side which end caused it
     * @param code the session error code, or -1 where there is none
     * @param codeName the code's name in the session's draft; empty where there is none
     * @param message what happened, for people
     * @param timeout whether a deadline (ours, or the idle timeout) ran out
     * @param cause the failure underneath, where there is one
     */
    public MoqSessionException(
            FailurePhase phase,
            Side side,
            long code,
            String codeName,
            String message,
            boolean timeout,
            @Nullable Throwable cause) {
        this(
                phase,
                side,
                code,
                codeName,
                message,
                phase == FailurePhase.SETUP ? phase.hint() : "connect again; the peer's log may say more",
                timeout,
                cause);
    }

    private MoqSessionException(
            FailurePhase phase,
            Side side,
            long code,
            String codeName,
            String message,
            String hint,
            boolean timeout,
            @Nullable Throwable cause) {
        super(message, phase, side, code, codeName, hint, cause);
        this.timeout = timeout;
    }

    /**
     * Returns the end of what was asked of a client or server that was closed here.
     *
     * @param phase how far it had come
     * @param message what was closed, for people
     */
    public static MoqSessionException closedHere(FailurePhase phase, String message) {
        return new MoqSessionException(
                phase, Side.LOCAL, -1, "", message, "close a client or server only after its last use", false, null);
    }

    /** Returns whether a deadline ran out, the idle timeout included. */
    public boolean isTimeout() {
        return timeout;
    }
}
