package org.moqj.draft14.internal.session;

import org.moqj.core.SessionError;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Why a session is closed: the codes of draft-14, section 3.4. */
enum SessionCode {
    NO_ERROR(0x0),
    INTERNAL_ERROR(0x1),
    UNAUTHORIZED(0x2),
    PROTOCOL_VIOLATION(0x3),
    INVALID_REQUEST_ID(0x4),
    DUPLICATE_TRACK_ALIAS(0x5),
    KEY_VALUE_FORMATTING_ERROR(0x6),
    TOO_MANY_REQUESTS(0x7),
    INVALID_PATH(0x8),
    MALFORMED_PATH(0x9),
    GOAWAY_TIMEOUT(0x10),
    CONTROL_MESSAGE_TIMEOUT(0x11),
    DATA_STREAM_TIMEOUT(0x12),
    AUTH_TOKEN_CACHE_OVERFLOW(0x13),
    DUPLICATE_AUTH_TOKEN_ALIAS(0x14),
    VERSION_NEGOTIATION_FAILED(0x15),
    MALFORMED_AUTH_TOKEN(0x16),
    UNKNOWN_AUTH_TOKEN_ALIAS(0x17),
    EXPIRED_AUTH_TOKEN(0x18),
    INVALID_AUTHORITY(0x19),
    MALFORMED_AUTHORITY(0x1a);

    private final long code;

    SessionCode(long code) {
        this.code = code;
    }

    static SessionCode of(SessionError error) {
        return switch (error) {
            case NO_ERROR -> NO_ERROR;
            case INTERNAL_ERROR -> INTERNAL_ERROR;
            case UNAUTHORIZED -> UNAUTHORIZED;
            case PROTOCOL_VIOLATION -> PROTOCOL_VIOLATION;
            case GOAWAY_TIMEOUT -> GOAWAY_TIMEOUT;
            case CONTROL_MESSAGE_TIMEOUT -> CONTROL_MESSAGE_TIMEOUT;
        };
    }

    long code() {
        return code;
    }

    /** Returns what names this code when {@code field} is at fault. */
    ProtocolViolation violation(String field, String detail) {
        return new ProtocolViolation(ProtocolViolation.Kind.INVALID, code, field, detail);
    }

    /** Returns the name of {@code code}, or its hex number. */
    static String nameOf(long code) {
        for (SessionCode known : values()) {
            if (known.code == code) {
                return known.name();
            }
        }
        return "0x" + Long.toHexString(code);
    }
}
