package org.moqj.core;

/**
 * Counts of a subscription.
 *
 * @param objects objects that arrived
 * @param bytes their payload
 * @param droppedSlow objects dropped because they were not taken in time
 * @param droppedLate objects dropped by {@link Subscription#inOrder} because their group's turn was over
 * @param streams streams that began
 * @param streamsReset streams that the publisher abandoned
 * @param streamsTruncated streams that ended inside an object
 * @param streamsOverLimit streams stopped because an object was over a limit of {@link Limits}
 * @param streamsMalformed streams stopped because they broke a rule
 */
public record SubscriptionStats(
        long objects,
        long bytes,
        long droppedSlow,
        long droppedLate,
        long streams,
        long streamsReset,
        long streamsTruncated,
        long streamsOverLimit,
        long streamsMalformed) {}
