package org.moqj.core;

/**
 * Counts of a published track. Those of one subscription are added when it sends or drops.
 *
 * @param objectsWritten objects given to the track
 * @param bytesWritten their payload
 * @param objectsSent objects given to the transport, summed over subscriptions
 * @param bytesSent their payload
 * @param objectsDropped objects that a subscription wanted and did not get because it was too slow, they became
 *     older than the delivery timeout, its stream was stopped, or a datagram did not fit or found no room
 * @param subscriptionsCutOff subscriptions that were ended because they were too far behind, see {@link
 *     TrackOptions.SlowSubscriber#END}
 */
public record TrackStats(
        long objectsWritten,
        long bytesWritten,
        long objectsSent,
        long bytesSent,
        long objectsDropped,
        long subscriptionsCutOff) {}
