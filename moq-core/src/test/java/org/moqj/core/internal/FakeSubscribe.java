package org.moqj.core.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Refusal;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionSenderListener;
import org.moqj.core.spi.draft.SubscriptionUpdate;

/** A request of a peer for a track, whose range a test gives. */
final class FakeSubscribe implements IncomingSubscribe {

    final RecordingSender sender = new RecordingSender();
    private final LocationRange range;
    private final boolean forward;

    @Nullable
    SubscriptionGranted granted;

    @Nullable
    SubscriptionSenderListener listener;

    @Nullable
    Refusal refusal;

    private final FullTrackName track;
    private Optional<Duration> deliveryTimeout = Optional.empty();

    private FakeSubscribe(FullTrackName track, LocationRange range, boolean forward) {
        this.track = track;
        this.range = range;
        this.forward = forward;
    }

    /** Wants all of the track {@code name} in {@code namespace}. */
    static FakeSubscribe of(TrackNamespace namespace, String name) {
        return new FakeSubscribe(FullTrackName.of(namespace, name), LocationRange.from(Location.ZERO), true);
    }

    /** Wants everything that there is and comes. */
    static FakeSubscribe all() {
        return of(LocationRange.from(Location.ZERO));
    }

    static FakeSubscribe of(LocationRange range) {
        return new FakeSubscribe(FullTrackName.of("a", "b"), range, true);
    }

    /** Wants nothing before an update says so. */
    static FakeSubscribe withoutForwarding() {
        return new FakeSubscribe(FullTrackName.of("a", "b"), LocationRange.from(Location.ZERO), false);
    }

    FakeSubscribe withDeliveryTimeout(Duration timeout) {
        deliveryTimeout = Optional.of(timeout);
        return this;
    }

    List<String> log() {
        return sender.log;
    }

    void update(LocationRange narrower, boolean nowForward) {
        listener.onUpdate(new SubscriptionUpdate(narrower, 128, nowForward, Optional.empty()));
    }

    void update(Duration newDeliveryTimeout) {
        listener.onUpdate(new SubscriptionUpdate(range, 128, forward, Optional.of(newDeliveryTimeout)));
    }

    void unsubscribe() {
        listener.onUnsubscribe();
    }

    @Override
    public SubscribeRequest request() {
        return new SubscribeRequest(
                track,
                128,
                GroupOrder.PUBLISHER_DEFAULT,
                forward,
                SubscribeFilter.latest(),
                deliveryTimeout,
                List.of());
    }

    @Override
    public LocationRange range(Optional<Location> largest) {
        return range;
    }

    @Override
    public SubscriptionSender accept(SubscriptionGranted terms, SubscriptionSenderListener told) {
        requireUnanswered();
        granted = terms;
        listener = told;
        return sender;
    }

    @Override
    public void reject(Refusal why) {
        requireUnanswered();
        refusal = why;
    }

    private void requireUnanswered() {
        if (granted != null || refusal != null) {
            throw new IllegalStateException("Answered twice");
        }
    }
}
