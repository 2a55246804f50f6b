package org.moqj.core.spi.draft;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.model.LocationRange;

/**
 * What SUBSCRIBE_UPDATE changes. A subscription can only become narrower.
 *
 * @param range the new range
 * @param subscriberPriority 0 (first) to 255
 * @param forward whether objects are to flow; always true where the draft has no such flag
 * @param deliveryTimeout a new delivery timeout; empty leaves it
 * @param tokens tokens that authorise the subscription from now on; empty leaves those that it has
 */
public record SubscriptionUpdate(
        LocationRange range,
        int subscriberPriority,
        boolean forward,
        Optional<Duration> deliveryTimeout,
        List<AuthToken> tokens) {

    /** Copies the tokens. */
    public SubscriptionUpdate {
        tokens = List.copyOf(tokens);
    }

    /** Describes an update without tokens. */
    public SubscriptionUpdate(
            LocationRange range, int subscriberPriority, boolean forward, Optional<Duration> deliveryTimeout) {
        this(range, subscriberPriority, forward, deliveryTimeout, List.of());
    }
}
