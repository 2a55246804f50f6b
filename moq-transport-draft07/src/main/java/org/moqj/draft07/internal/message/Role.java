package org.moqj.draft07.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** What an endpoint does on a session (ROLE, draft-07, section 6.2.2.1). */
public enum Role {
    /** Answers subscriptions; must not subscribe, and must not be sent ANNOUNCE. */
    PUBLISHER(0x01),
    /** Subscribes; must not announce, and must not be sent SUBSCRIBE. */
    SUBSCRIBER(0x02),
    /** Both. */
    PUB_SUB(0x03);

    private final long code;

    Role(long code) {
        this.code = code;
    }

    /** Returns the number on the wire. */
    public long code() {
        return code;
    }

    /** Returns the role that {@code code} stands for. */
    static Role of(long code) throws ProtocolViolation {
        for (Role role : values()) {
            if (role.code == code) {
                return role;
            }
        }
        throw ProtocolViolation.invalid("ROLE", "must be 1, 2 or 3, is " + code);
    }
}
