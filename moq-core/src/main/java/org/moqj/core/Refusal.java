package org.moqj.core;

import org.jspecify.annotations.Nullable;

/**
 * How to refuse a request of the peer.
 *
 * @param error what it means in any draft; null where only a code is known
 * @param code the code on the wire, or -1 to let the session's draft choose the one for {@code error}
 * @param reason text for people; at most 1024 bytes of UTF-8 travel, the rest is cut
 */
public record Refusal(@Nullable RequestError error, long code, String reason) {

    /** Checks that there is something to send. */
    public Refusal {
        if (error == null && code < 0) {
            throw new IllegalArgumentException("A refusal needs an error or a code");
        }
    }

    /** Refuses with the draft's own number for {@code error}. */
    public static Refusal of(RequestError error, String reason) {
        return new Refusal(error, -1, reason);
    }

    /** Refuses with {@code code} as it is, whatever the draft calls it. */
    public static Refusal ofCode(long code, String reason) {
        return new Refusal(null, code, reason);
    }
}
