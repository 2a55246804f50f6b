package org.moqj.core.spi.draft;

import java.time.Duration;
import java.util.Optional;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;

/**
 * What a publisher grants to a subscription (SUBSCRIBE_OK), in either direction.
 *
 * @param expires for how long; empty for no stated time
 * @param groupOrder the order of groups, ascending or descending
 * @param largest the largest location of the track so far; empty where there is no object, or where it is not known
 * @param deliveryTimeout the publisher's delivery timeout
 * @param maxCacheDuration how long objects may be cached
 */
public record SubscriptionGranted(
        Optional<Duration> expires,
        GroupOrder groupOrder,
        Optional<Location> largest,
        Optional<Duration> deliveryTimeout,
        Optional<Duration> maxCacheDuration) {}
