package org.moqj.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.moqj.core.model.Location;

/**
 * How a subscription is to change; what is empty stays as it is. A range can only become narrower.
 *
 * @param start the new first location
 * @param end the new last location, inclusive; an object id of {@link Location#MAX_ID} for the whole group, which is all
 *     that draft-14 can say
 * @param priority the subscriber's priority, 0 (first) to 255
 * @param forward whether objects are to flow ({@link Feature#FORWARD})
 * @param deliveryTimeout how old an object may get on its way before it is dropped
 * @param tokens what authorises the subscription from now on; empty for what the session's {@link TokenProvider} gives
 *     for this. Draft-07 has no place for them here
 */
public record SubscriptionChange(
        Optional<Location> start,
        Optional<Location> end,
        OptionalInt priority,
        Optional<Boolean> forward,
        Optional<Duration> deliveryTimeout,
        List<AuthToken> tokens) {

    private static final SubscriptionChange NONE = new SubscriptionChange(
            Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Checks the ranges, and copies the tokens. */
    public SubscriptionChange {
        priority.ifPresent(value -> Checks.inRange(value, 0, 255, "priority"));
        deliveryTimeout.ifPresent(value -> Checks.positive(value, "deliveryTimeout"));
        tokens = List.copyOf(tokens);
    }

    /** Returns a change of nothing, to begin with. */
    public static SubscriptionChange none() {
        return NONE;
    }

    /** Returns this change, with the range to begin at {@code first}. */
    public SubscriptionChange startingAt(Location first) {
        return new SubscriptionChange(Optional.of(first), end, priority, forward, deliveryTimeout, tokens);
    }

    /** Returns this change, with the range to end with the last object of {@code group}. */
    public SubscriptionChange endingWithGroup(long group) {
        return endingAt(new Location(group, Location.MAX_ID));
    }

    /** Returns this change, with the range to end with {@code last}. */
    public SubscriptionChange endingAt(Location last) {
        return new SubscriptionChange(start, Optional.of(last), priority, forward, deliveryTimeout, tokens);
    }

    /** Returns this change, with another {@link #priority()}. */
    public SubscriptionChange withPriority(int value) {
        return new SubscriptionChange(start, end, OptionalInt.of(value), forward, deliveryTimeout, tokens);
    }

    /** Returns this change, with objects to flow, or not to. */
    public SubscriptionChange withForward(boolean value) {
        return new SubscriptionChange(start, end, priority, Optional.of(value), deliveryTimeout, tokens);
    }

    /** Returns this change, with another {@link #deliveryTimeout()}. */
    public SubscriptionChange withDeliveryTimeout(Duration timeout) {
        return new SubscriptionChange(start, end, priority, forward, Optional.of(timeout), tokens);
    }

    /**
     * Returns this change, with other {@link #tokens()} ({@link Feature#AUTHORIZATION_TOKEN}). The publisher gives no
     * answer to them: where they do not do, it ends the subscription.
     */
    public SubscriptionChange withTokens(List<AuthToken> others) {
        return new SubscriptionChange(start, end, priority, forward, deliveryTimeout, others);
    }
}
