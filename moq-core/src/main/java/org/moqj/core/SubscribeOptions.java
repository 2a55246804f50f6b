package org.moqj.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.moqj.core.model.GroupOrder;

/**
 * What a subscription asks for, and how its objects are taken. Immutable.
 *
 * @param filter which part of the track
 * @param priority the subscriber's priority, 0 (first) to 255
 * @param groupOrder which group goes first
 * @param forward whether objects are to flow at once ({@link Feature#FORWARD} for false)
 * @param deliveryTimeout how old an object may get on its way before it is dropped
 * @param slowConsumer what happens when objects come faster than they are taken
 * @param tokens tokens for this request
 */
public record SubscribeOptions(
        SubscribeFilter filter,
        int priority,
        GroupOrder groupOrder,
        boolean forward,
        Optional<Duration> deliveryTimeout,
        SlowConsumer slowConsumer,
        List<AuthToken> tokens) {

    /** What happens when a subscription's queue is full. */
    public enum SlowConsumer {
        /** Its streams are no longer read, so that flow control holds the sender back. */
        BLOCK,
        /** The oldest group in the queue is dropped, with what still comes of it. */
        DROP_OLDEST_GROUP,
        /** All but the newest group in the queue is dropped; the newest too where it alone fills the queue. */
        SKIP_TO_NEWEST,
        /** The subscription ends with an error, at once: what is queued is dropped. */
        END
    }

    private static final SubscribeOptions DEFAULTS = new SubscribeOptions(
            SubscribeFilter.latest(),
            128,
            GroupOrder.PUBLISHER_DEFAULT,
            true,
            Optional.empty(),
            SlowConsumer.BLOCK,
            List.of());

    /** Checks the ranges and copies the tokens. */
    public SubscribeOptions {
        Checks.inRange(priority, 0, 255, "priority");
        tokens = List.copyOf(tokens);
    }

    /** Returns the defaults: the latest objects, priority 128, the publisher's order, blocking when slow. */
    public static SubscribeOptions defaults() {
        return DEFAULTS;
    }

    /** Returns these options with another {@link #filter()}. */
    public SubscribeOptions withFilter(SubscribeFilter other) {
        return new SubscribeOptions(other, priority, groupOrder, forward, deliveryTimeout, slowConsumer, tokens);
    }

    /** Returns these options with another {@link #priority()}. */
    public SubscribeOptions withPriority(int other) {
        return new SubscribeOptions(filter, other, groupOrder, forward, deliveryTimeout, slowConsumer, tokens);
    }

    /** Returns these options with another {@link #groupOrder()}. */
    public SubscribeOptions withGroupOrder(GroupOrder other) {
        return new SubscribeOptions(filter, priority, other, forward, deliveryTimeout, slowConsumer, tokens);
    }

    /** Returns these options with another {@link #forward()}. */
    public SubscribeOptions withForward(boolean other) {
        return new SubscribeOptions(filter, priority, groupOrder, other, deliveryTimeout, slowConsumer, tokens);
    }

    /** Returns these options with a {@link #deliveryTimeout()}. */
    public SubscribeOptions withDeliveryTimeout(Duration timeout) {
        return new SubscribeOptions(
                filter,
                priority,
                groupOrder,
                forward,
                Optional.of(Checks.positive(timeout, "deliveryTimeout")),
                slowConsumer,
                tokens);
    }

    /** Returns these options with another {@link #slowConsumer()}. */
    public SubscribeOptions withSlowConsumer(SlowConsumer other) {
        return new SubscribeOptions(filter, priority, groupOrder, forward, deliveryTimeout, other, tokens);
    }

    /** Returns these options with other {@link #tokens()}. */
    public SubscribeOptions withTokens(List<AuthToken> other) {
        return new SubscribeOptions(filter, priority, groupOrder, forward, deliveryTimeout, slowConsumer, other);
    }
}
