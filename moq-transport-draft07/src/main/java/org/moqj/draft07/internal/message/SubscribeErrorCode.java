package org.moqj.draft07.internal.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.core.RequestError;

/** Why a SUBSCRIBE is refused (draft-07, section 5.1). */
public enum SubscribeErrorCode {
    INTERNAL_ERROR(0x0, "Internal Error", RequestError.INTERNAL_ERROR),
    INVALID_RANGE(0x1, "Invalid Range", RequestError.INVALID_RANGE),
    RETRY_TRACK_ALIAS(0x2, "Retry Track Alias", RequestError.RETRY_TRACK_ALIAS),
    TRACK_DOES_NOT_EXIST(0x3, "Track Does Not Exist", RequestError.TRACK_DOES_NOT_EXIST),
    UNAUTHORIZED(0x4, "Unauthorized", RequestError.UNAUTHORIZED),
    TIMEOUT(0x5, "Timeout", RequestError.TIMEOUT);

    private final long code;
    private final String label;
    private final RequestError meaning;

    SubscribeErrorCode(long code, String label, RequestError meaning) {
        this.code = code;
        this.label = label;
        this.meaning = meaning;
    }

    /** Returns the number on the wire. */
    public long code() {
        return code;
    }

    /** Returns the number of what is nearest to {@code error}. */
    public static long of(@Nullable RequestError error) {
        if (error == null) {
            return INTERNAL_ERROR.code;
        }
        return switch (error) {
            case UNAUTHORIZED, MALFORMED_AUTH_TOKEN, EXPIRED_AUTH_TOKEN -> UNAUTHORIZED.code;
            case TIMEOUT -> TIMEOUT.code;
            case TRACK_DOES_NOT_EXIST, UNINTERESTED, NAMESPACE_PREFIX_UNKNOWN -> TRACK_DOES_NOT_EXIST.code;
            case INVALID_RANGE, NO_OBJECTS, UNKNOWN_STATUS_IN_RANGE -> INVALID_RANGE.code;
            case RETRY_TRACK_ALIAS,
                    INTERNAL_ERROR,
                    NOT_SUPPORTED,
                    NAMESPACE_PREFIX_OVERLAP,
                    INVALID_JOINING_REQUEST_ID,
                    MALFORMED_TRACK -> INTERNAL_ERROR.code;
        };
    }

    /** Returns what {@code code} means in any draft, where this draft defines it. */
    public static Optional<RequestError> meaning(long code) {
        return find(code).map(known -> known.meaning);
    }

    /** Returns the draft's name of {@code code}, or its hex number. */
    public static String name(long code) {
        return find(code).map(known -> known.label).orElseGet(() -> CodeName.hex(code));
    }

    private static Optional<SubscribeErrorCode> find(long code) {
        for (SubscribeErrorCode known : values()) {
            if (known.code == code) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
