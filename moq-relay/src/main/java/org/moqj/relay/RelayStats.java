package org.moqj.relay;

/**
 * Counts of a relay since it was started, but for the first five, which are of now.
 *
 * @param sessions sessions that are set up
 * @param namespaces namespaces that are published here
 * @param tracks tracks that are passed on, each from one publisher
 * @param subscriptions subscriptions that are served from them
 * @param bytesCached what the caches of tracks hold, counted as {@link RelayLimits#maxCacheBytes()} has it
 * @param objectsIn objects that arrived from publishers, fetches left out
 * @param bytesIn their payload
 * @param objectsOut objects that were given to the transport, summed over subscriptions
 * @param bytesOut their payload
 * @param objectsDropped objects that a subscription did not get because it was too slow, or they became too old
 * @param subscriptionsCutOff subscriptions that were ended because too much waited for them
 * @param fetchesPassedOn fetches that a publisher was asked for, because not all of the range was here
 * @param refused requests that were refused: not permitted, beyond a limit, or for something that is not here
 */
public record RelayStats(
        int sessions,
        int namespaces,
        int tracks,
        int subscriptions,
        long bytesCached,
        long objectsIn,
        long bytesIn,
        long objectsOut,
        long bytesOut,
        long objectsDropped,
        long subscriptionsCutOff,
        long fetchesPassedOn,
        long refused) {}
