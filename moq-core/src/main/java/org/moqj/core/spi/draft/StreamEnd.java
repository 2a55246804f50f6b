package org.moqj.core.spi.draft;

/**
 * How an incoming stream ended.
 *
 * @param kind what happened
 * @param code the reset's code, or -1 where there is none
 * @param codeName its name in the session's draft; empty where there is none
 */
public record StreamEnd(Kind kind, long code, String codeName) {

    /** What happened to the stream. */
    public enum Kind {
        /** All objects were sent. */
        COMPLETE,
        /** The peer abandoned it. */
        RESET,
        /** It ended inside an object, which is lost; only where the peer's profile tolerates it. */
        TRUNCATED,
        /** An object was over a limit here; the stream was stopped. */
        OVER_LIMIT,
        /** The stream broke a rule that ends a stream or its track, but not the session; it was stopped. */
        MALFORMED
    }

    /** The end of a stream whose objects were all sent. */
    public static final StreamEnd COMPLETE = new StreamEnd(Kind.COMPLETE, -1, "");
}
