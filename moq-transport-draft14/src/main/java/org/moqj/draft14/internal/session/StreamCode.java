package org.moqj.draft14.internal.session;

import org.moqj.core.StreamError;

/** Why a stream is reset or stopped: the codes of draft-14, section 10.4.3. */
enum StreamCode {
    INTERNAL_ERROR(0x0),
    CANCELLED(0x1),
    DELIVERY_TIMEOUT(0x2),
    SESSION_CLOSED(0x3);

    private final long code;

    StreamCode(long code) {
        this.code = code;
    }

    static StreamCode of(StreamError error) {
        return switch (error) {
            case INTERNAL_ERROR -> INTERNAL_ERROR;
            case CANCELLED -> CANCELLED;
            case DELIVERY_TIMEOUT -> DELIVERY_TIMEOUT;
            case SESSION_CLOSED -> SESSION_CLOSED;
        };
    }

    long code() {
        return code;
    }

    /** Returns the name of {@code code}, or its hex number. */
    static String nameOf(long code) {
        for (StreamCode known : values()) {
            if (known.code == code) {
                return known.name();
            }
        }
        return "0x" + Long.toHexString(code);
    }
}
