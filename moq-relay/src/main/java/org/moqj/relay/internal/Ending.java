package org.moqj.relay.internal;

import org.moqj.core.DoneStatus;
import org.moqj.core.MoqSessionException;
import org.moqj.core.SubscriptionEnd;

/**
 * What those who watch a track are told when it ends at its publisher.
 *
 * @param status what it means
 * @param reason for people
 */
record Ending(DoneStatus status, String reason) {

    /** Returns what to tell of the end of the subscription at the publisher. */
    static Ending of(SubscriptionEnd end) {
        return switch (end.status()) {
            // Some publishers say with 0 that their track is over.
            case UNSUBSCRIBED, TRACK_ENDED -> new Ending(DoneStatus.TRACK_ENDED, "track ended");
            case OTHER -> new Ending(DoneStatus.INTERNAL_ERROR, "the publisher ended it with code " + end.code());
            case INTERNAL_ERROR,
                    UNAUTHORIZED,
                    SUBSCRIPTION_ENDED,
                    GOING_AWAY,
                    EXPIRED,
                    TOO_FAR_BEHIND,
                    MALFORMED_TRACK -> new Ending(end.status(), "the publisher ended it");
        };
    }

    /** Returns what to tell of the end of the publisher's session. */
    static Ending of(Throwable failure) {
        boolean clean = failure instanceof MoqSessionException end && end.code() == 0 && !end.isTimeout();
        return clean
                ? new Ending(DoneStatus.TRACK_ENDED, "the publisher left")
                : new Ending(DoneStatus.INTERNAL_ERROR, "the publisher's session was lost");
    }
}
