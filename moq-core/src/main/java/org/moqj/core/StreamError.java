package org.moqj.core;

/**
 * Why a stream is reset or stopped, in words that hold for every draft (draft-14, section 10.4.3; draft-07 names no
 * codes and sends 0).
 */
public enum StreamError {
    /** Something unforeseen at this end. */
    INTERNAL_ERROR,
    /** Nobody wants the rest any more. */
    CANCELLED,
    /** The objects are too old. */
    DELIVERY_TIMEOUT,
    /** The session ends. */
    SESSION_CLOSED
}
