package org.moqj.core.spi.draft;

import java.time.Duration;
import java.util.Optional;
import org.moqj.core.model.LocationRange;

/**
 * What SUBSCRIBE_UPDATE changes. A subscription can only become narrower.
 *
 * @param range the new range
 * @param subscriberPriority 0 (first) to 255
 * @param forward whether objects are to flow; always true where the draft has no such flag
 * @param deliveryTimeout a new delivery timeout; empty leaves it
 */
public record SubscriptionUpdate(
        LocationRange range, int subscriberPriority, boolean forward, Optional<Duration> deliveryTimeout) {}
