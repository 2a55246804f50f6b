package org.moqj.core;

import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;

/**
 * A token that authorises a session or a request (draft-14, section 9.2.1.1; AUTHORIZATION INFO in draft-07, section
 * 6.2.1.1, which has no type and sends the value alone).
 *
 * @param type the kind of token, 0 where it was agreed on out of band
 * @param value the token; never shown in logs
 */
public record AuthToken(long type, ByteString value) {

    /**
     * Checks the type.
     *
     * @throws IllegalArgumentException where it is negative, or more than 2^62-1
     */
    public AuthToken {
        Checks.inRange(type, 0, Location.MAX_ID, "type");
    }

    /** Returns a token of type 0. */
    public static AuthToken of(String value) {
        return new AuthToken(0, ByteString.of(value));
    }

    /** Returns type and size, never the value. */
    @Override
    public String toString() {
        return "AuthToken[type=" + type + ", size=" + value.size() + "]";
    }
}
