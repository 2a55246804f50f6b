package org.moqj.core;

/**
 * Why a publisher ended a subscription, in words that hold for every draft (PUBLISH_DONE, draft-14, section 9.12;
 * SUBSCRIBE_DONE, draft-07, section 6.19).
 */
public enum DoneStatus {
    /** The subscriber asked for it. */
    UNSUBSCRIBED,
    /** Something unforeseen at the publisher. */
    INTERNAL_ERROR,
    /** The subscriber may no longer have this. */
    UNAUTHORIZED,
    /** The track is over. */
    TRACK_ENDED,
    /** The end of the range that was asked for is reached. */
    SUBSCRIPTION_ENDED,
    /** The publisher is leaving. */
    GOING_AWAY,
    /** The time that the subscription was granted for is over. */
    EXPIRED,
    /** The subscriber took the objects too slowly. */
    TOO_FAR_BEHIND,
    /** The track breaks the rules of its own structure. */
    MALFORMED_TRACK,
    /** A code that this draft does not define. */
    OTHER
}
