package org.moqj.core;

/** Why a session is closed, in words that hold for every draft (draft-14, section 3.4; draft-07, section 3.5). */
public enum SessionError {
    /** Nothing is wrong. */
    NO_ERROR,
    /** Something unforeseen at this end. */
    INTERNAL_ERROR,
    /** The peer may not do this. */
    UNAUTHORIZED,
    /** The peer broke a rule of the draft. */
    PROTOCOL_VIOLATION,
    /** The peer did not leave in time after GOAWAY. */
    GOAWAY_TIMEOUT,
    /** A control message did not come in time; PROTOCOL_VIOLATION where the draft has no such code. */
    CONTROL_MESSAGE_TIMEOUT
}
