package org.moqj.draft07.internal.message;

import org.moqj.core.SessionError;

/** Why a session is closed (draft-07, section 3.5). */
public enum SessionCode {
    NO_ERROR(0x0, "No Error"),
    INTERNAL_ERROR(0x1, "Internal Error"),
    UNAUTHORIZED(0x2, "Unauthorized"),
    PROTOCOL_VIOLATION(0x3, "Protocol Violation"),
    DUPLICATE_TRACK_ALIAS(0x4, "Duplicate Track Alias"),
    PARAMETER_LENGTH_MISMATCH(0x5, "Parameter Length Mismatch"),
    TOO_MANY_SUBSCRIBES(0x6, "Too Many Subscribes"),
    GOAWAY_TIMEOUT(0x10, "GOAWAY Timeout");

    private final long code;
    private final String label;

    SessionCode(long code, String label) {
        this.code = code;
        this.label = label;
    }

    /** Returns the number on the wire. */
    public long code() {
        return code;
    }

    /** Returns this draft's code for {@code error}. */
    public static SessionCode of(SessionError error) {
        return switch (error) {
            case NO_ERROR -> NO_ERROR;
            case INTERNAL_ERROR -> INTERNAL_ERROR;
            case UNAUTHORIZED -> UNAUTHORIZED;
            case PROTOCOL_VIOLATION, CONTROL_MESSAGE_TIMEOUT -> PROTOCOL_VIOLATION;
            case GOAWAY_TIMEOUT -> GOAWAY_TIMEOUT;
        };
    }

    /** Returns the draft's name of {@code code}, or its hex number. */
    public static String name(long code) {
        for (SessionCode known : values()) {
            if (known.code == code) {
                return known.label;
            }
        }
        return CodeName.hex(code);
    }
}
