package org.moqj.core;

/** One stream was reset or broke off: its objects from there on are lost, and nothing else is. */
public final class MoqStreamException extends MoqException {

    private static final long serialVersionUID = 1L;

    /**
     * Describes the end of a stream.
     *
     * @param side which end gave it up
     * @param code the stream's error code, or -1 where it broke off without one
     * @param codeName the code's name in the session's draft; empty where there is none
     * @param message what happened, for people
     */
    public MoqStreamException(Side side, long code, String codeName, String message) {
        super(message, FailurePhase.DATA, side, code, codeName, FailurePhase.DATA.hint(), null);
    }
}
