package org.moqj.core;

import org.jspecify.annotations.Nullable;

/**
 * Anything that goes wrong with a peer. The four kinds are four different things to do about: a
 * {@link MoqTransportException} never reached MoQ, a {@link MoqSessionException} ended the session, a
 * {@link MoqRequestException} refused one request, and a {@link MoqStreamException} lost one stream; the latter two
 * end nothing else.
 */
public abstract sealed class MoqException extends RuntimeException
        permits MoqTransportException, MoqSessionException, MoqRequestException, MoqStreamException {

    private static final long serialVersionUID = 1L;

    private final FailurePhase phase;
    private final Side side;
    private final long code;
    private final String codeName;
    private final String hint;

    MoqException(
            String message,
            FailurePhase phase,
            Side side,
            long code,
            String codeName,
            String hint,
            @Nullable Throwable cause) {
        // Suppressed: what failed before, where something else was tried instead.
        // What the peer says or the network does is no fault of the calling code: the place in it tells nothing.
        super(message, cause, true, false);
        this.phase = phase;
        this.side = side;
        this.code = code;
        this.codeName = codeName;
        this.hint = hint;
    }

    /** Returns how far things had come. */
    public final FailurePhase phase() {
        return phase;
    }

    /** Returns which end caused it. */
    public final Side side() {
        return side;
    }

    /** Returns the code on the wire as it is, or -1 where there is none. */
    public final long code() {
        return code;
    }

    /** Returns the code's name in the draft the session speaks, or its hex number; empty where there is no code. */
    public final String codeName() {
        return codeName;
    }

    /** Returns what to try next, as a sentence without a full stop. */
    public final String hint() {
        return hint;
    }
}
