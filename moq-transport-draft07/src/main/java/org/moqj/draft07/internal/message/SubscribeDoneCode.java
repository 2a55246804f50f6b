package org.moqj.draft07.internal.message;

import java.util.Optional;
import org.moqj.core.DoneStatus;

/** Why a subscription ended (draft-07, section 5.1). */
public enum SubscribeDoneCode {
    UNSUBSCRIBED(0x0, "Unsubscribed", DoneStatus.UNSUBSCRIBED),
    INTERNAL_ERROR(0x1, "Internal Error", DoneStatus.INTERNAL_ERROR),
    UNAUTHORIZED(0x2, "Unauthorized", DoneStatus.UNAUTHORIZED),
    TRACK_ENDED(0x3, "Track Ended", DoneStatus.TRACK_ENDED),
    SUBSCRIPTION_ENDED(0x4, "Subscription Ended", DoneStatus.SUBSCRIPTION_ENDED),
    GOING_AWAY(0x5, "Going Away", DoneStatus.GOING_AWAY),
    EXPIRED(0x6, "Expired", DoneStatus.EXPIRED);

    private final long code;
    private final String label;
    private final DoneStatus meaning;

    SubscribeDoneCode(long code, String label, DoneStatus meaning) {
        this.code = code;
        this.label = label;
        this.meaning = meaning;
    }

    /** Returns the number of what is nearest to {@code status}. */
    public static long of(DoneStatus status) {
        for (SubscribeDoneCode known : values()) {
            if (known.meaning == status) {
                return known.code;
            }
        }
        return INTERNAL_ERROR.code;
    }

    /** Returns what {@code code} means in any draft. */
    public static DoneStatus meaning(long code) {
        return find(code).map(known -> known.meaning).orElse(DoneStatus.OTHER);
    }

    /** Returns the draft's name of {@code code}, or its hex number. */
    public static String name(long code) {
        return find(code).map(known -> known.label).orElseGet(() -> CodeName.hex(code));
    }

    private static Optional<SubscribeDoneCode> find(long code) {
        for (SubscribeDoneCode known : values()) {
            if (known.code == code) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
