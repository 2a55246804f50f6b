package org.moqj.draft14.internal.session;

import java.util.Optional;
import org.moqj.core.DoneStatus;
import org.moqj.core.spi.draft.SubscriptionDone;

/** Why a subscription ended: the status codes of PUBLISH_DONE (draft-14, section 9.12). */
enum DoneCode {
    INTERNAL_ERROR(0x0, DoneStatus.INTERNAL_ERROR),
    UNAUTHORIZED(0x1, DoneStatus.UNAUTHORIZED),
    TRACK_ENDED(0x2, DoneStatus.TRACK_ENDED),
    SUBSCRIPTION_ENDED(0x3, DoneStatus.SUBSCRIPTION_ENDED),
    GOING_AWAY(0x4, DoneStatus.GOING_AWAY),
    EXPIRED(0x5, DoneStatus.EXPIRED),
    TOO_FAR_BEHIND(0x6, DoneStatus.TOO_FAR_BEHIND),
    MALFORMED_TRACK(0x7, DoneStatus.MALFORMED_TRACK);

    private final long code;
    private final DoneStatus status;

    DoneCode(long code, DoneStatus status) {
        this.code = code;
        this.status = status;
    }

    static DoneCode of(DoneStatus status) {
        return switch (status) {
            case INTERNAL_ERROR, OTHER -> INTERNAL_ERROR;
            case UNAUTHORIZED -> UNAUTHORIZED;
            case TRACK_ENDED -> TRACK_ENDED;
            case SUBSCRIPTION_ENDED, UNSUBSCRIBED -> SUBSCRIPTION_ENDED;
            case GOING_AWAY -> GOING_AWAY;
            case EXPIRED -> EXPIRED;
            case TOO_FAR_BEHIND -> TOO_FAR_BEHIND;
            case MALFORMED_TRACK -> MALFORMED_TRACK;
        };
    }

    long code() {
        return code;
    }

    /** Returns what core is told of an end with {@code code}. */
    static SubscriptionDone toCore(long code, String reason) {
        for (DoneCode known : values()) {
            if (known.code == code) {
                return new SubscriptionDone(known.status, code, known.name(), reason, Optional.empty());
            }
        }
        return new SubscriptionDone(DoneStatus.OTHER, code, "0x" + Long.toHexString(code), reason, Optional.empty());
    }

    /**
     * Returns what core is told of an end that a peer with status codes of its own has sent: 0 ends the track, and what
     * a strict publisher behind it said comes through; the rest means nothing known.
     */
    static SubscriptionDone ofOwnCode(long code, String reason) {
        if (code == TRACK_ENDED.code || code == SUBSCRIPTION_ENDED.code) {
            return toCore(code, reason);
        }
        DoneStatus status = code == INTERNAL_ERROR.code ? DoneStatus.TRACK_ENDED : DoneStatus.OTHER;
        return new SubscriptionDone(status, code, "0x" + Long.toHexString(code), reason, Optional.empty());
    }
}
