package org.moqj.core;

import java.time.Duration;
import java.util.Optional;
import org.moqj.core.model.GroupOrder;

/**
 * How a track is published. Immutable.
 *
 * @param delivery how objects travel
 * @param publisherPriority the priority of objects that do not say otherwise, 0 (first) to 255
 * @param groupOrder which group goes first where the subscriber does not mind
 * @param deliveryTimeout how old an object may get before it is sent; a subscriber can only ask for less. One that is
 *     older is dropped with what follows in its subgroup, whose stream is reset; also what the cache has is too old then
 *     for who subscribes late, but not for a fetch
 * @param cache what is kept for late joiners and fetches
 * @param maxQueuedBytes bytes that wait for one slow subscriber before {@code slowSubscriber} says what happens; extension
 *     headers count, and 64 more for each object and header
 * @param extensionHeaders whether objects may have extension headers; costs a byte an object in draft-14
 * @param expires for how long a subscription is granted; empty for as long as the track lasts. Then it is ended with
 *     {@link DoneStatus#EXPIRED}, after the groups that are open but no later than 2 s. No update prolongs it: whoever
 *     wants more subscribes anew. A track that was offered (PUBLISH) has no such time
 * @param slowSubscriber what happens to a subscriber for whom more waits than may
 */
public record TrackOptions(
        Delivery delivery,
        int publisherPriority,
        GroupOrder groupOrder,
        Optional<Duration> deliveryTimeout,
        CacheOptions cache,
        int maxQueuedBytes,
        boolean extensionHeaders,
        Optional<Duration> expires,
        SlowSubscriber slowSubscriber) {

    /** What happens to a subscriber that takes a track too slowly; to others nothing does. */
    public enum SlowSubscriber {
        /** It loses its oldest group, as often as it takes; the streams of that are reset. */
        DROP_OLDEST_GROUP,
        /**
         * Its subscription ends: open streams are reset, and it is told {@link DoneStatus#TOO_FAR_BEHIND}, for which
         * draft-07 has no other code than that of an internal error.
         */
        END
    }

    /** How a track's objects travel. */
    public enum Delivery {
        /** On one stream for each subgroup. */
        SUBGROUP,
        /** Each in a datagram, which may be lost. */
        DATAGRAM,
        /** Each on a stream, and in a subgroup, of its own. */
        OBJECT_PER_STREAM
    }

    private static final TrackOptions DEFAULTS = new TrackOptions(
            Delivery.SUBGROUP,
            128,
            GroupOrder.ASCENDING,
            Optional.empty(),
            CacheOptions.currentGroup(),
            32 << 20,
            true,
            Optional.empty(),
            SlowSubscriber.DROP_OLDEST_GROUP);

    /** Checks the ranges. */
    public TrackOptions {
        Checks.inRange(publisherPriority, 0, 255, "publisherPriority");
        Checks.inRange(maxQueuedBytes, 1, Integer.MAX_VALUE, "maxQueuedBytes");
        if (groupOrder == GroupOrder.PUBLISHER_DEFAULT) {
            throw new IllegalArgumentException("A publisher's group order is ascending or descending");
        }
    }

    /** Returns the defaults: subgroups, priority 128, ascending groups, the current group cached, 32 MiB queued. */
    public static TrackOptions defaults() {
        return DEFAULTS;
    }

    /** Returns these options with another {@link #delivery()}. */
    public TrackOptions withDelivery(Delivery other) {
        return new TrackOptions(
                other,
                publisherPriority,
                groupOrder,
                deliveryTimeout,
                cache,
                maxQueuedBytes,
                extensionHeaders,
                expires,
                slowSubscriber);
    }

    /** Returns these options with another {@link #publisherPriority()}. */
    public TrackOptions withPublisherPriority(int priority) {
        return new TrackOptions(
                delivery,
                priority,
                groupOrder,
                deliveryTimeout,
                cache,
                maxQueuedBytes,
                extensionHeaders,
                expires,
                slowSubscriber);
    }

    /** Returns these options with another {@link #groupOrder()}. */
    public TrackOptions withGroupOrder(GroupOrder order) {
        return new TrackOptions(
                delivery,
                publisherPriority,
                order,
                deliveryTimeout,
                cache,
                maxQueuedBytes,
                extensionHeaders,
                expires,
                slowSubscriber);
    }

    /** Returns these options with a {@link #deliveryTimeout()}. */
    public TrackOptions withDeliveryTimeout(Duration timeout) {
        return new TrackOptions(
                delivery,
                publisherPriority,
                groupOrder,
                Optional.of(Checks.positive(timeout, "deliveryTimeout")),
                cache,
                maxQueuedBytes,
                extensionHeaders,
                expires,
                slowSubscriber);
    }

    /** Returns these options with another {@link #cache()}. */
    public TrackOptions withCache(CacheOptions other) {
        return new TrackOptions(
                delivery,
                publisherPriority,
                groupOrder,
                deliveryTimeout,
                other,
                maxQueuedBytes,
                extensionHeaders,
                expires,
                slowSubscriber);
    }

    /** Returns these options with another {@link #maxQueuedBytes()}. */
    public TrackOptions withMaxQueuedBytes(int bytes) {
        return new TrackOptions(
                delivery,
                publisherPriority,
                groupOrder,
                deliveryTimeout,
                cache,
                bytes,
                extensionHeaders,
                expires,
                slowSubscriber);
    }

    /** Returns these options with another {@link #extensionHeaders()}. */
    public TrackOptions withExtensionHeaders(boolean allowed) {
        return new TrackOptions(
                delivery,
                publisherPriority,
                groupOrder,
                deliveryTimeout,
                cache,
                maxQueuedBytes,
                allowed,
                expires,
                slowSubscriber);
    }

    /** Returns these options with subscriptions that are granted for {@code time}. */
    public TrackOptions withExpires(Duration time) {
        return new TrackOptions(
                delivery,
                publisherPriority,
                groupOrder,
                deliveryTimeout,
                cache,
                maxQueuedBytes,
                extensionHeaders,
                Optional.of(Checks.positive(time, "expires")),
                slowSubscriber);
    }

    /** Returns these options with another {@link #slowSubscriber()}. */
    public TrackOptions withSlowSubscriber(SlowSubscriber policy) {
        return new TrackOptions(
                delivery,
                publisherPriority,
                groupOrder,
                deliveryTimeout,
                cache,
                maxQueuedBytes,
                extensionHeaders,
                expires,
                policy);
    }
}
