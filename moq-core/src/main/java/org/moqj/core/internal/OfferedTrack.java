package org.moqj.core.internal;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.MoqRequestException;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.draft.PublishListener;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.SessionExecutor;

/** A track of ours that was offered with PUBLISH, until the peer agrees and a feed takes over. Confined to the session's executor. */
final class OfferedTrack implements PublishListener, RequestHandle {

    private final TrackPublisher track;
    private final Pending<TrackPublisher> pending;
    private final Supplier<TrackFeed> feeds;
    private final SessionExecutor executor;
    private @Nullable SubscriptionSender sender;
    private @Nullable TrackFeed feed;

    OfferedTrack(
            TrackPublisher track,
            Pending<TrackPublisher> pending,
            Supplier<TrackFeed> feeds,
            SessionExecutor executor) {
        this.executor = executor;
        this.track = track;
        this.pending = pending;
        this.feeds = feeds;
    }

    void begin(SubscriptionSender offered) {
        sender = offered;
    }

    /** The request was given up before it was answered. */
    @Override
    public void cancel() {
        if (sender != null) {
            sender.done(DoneStatus.INTERNAL_ERROR, "given up");
        }
    }

    @Override
    public boolean isWaiting() {
        return sender != null && sender.isWaiting();
    }

    @Override
    public void onOk(SubscribeRequest request, LocationRange range) {
        if (sender != null) {
            feed = feeds.get();
            feed.startOffered(sender, request, range);
        }
        pending.succeed(track, () -> Hops.offer(executor, this::leave));
    }

    /** The user gave the offer up just before the peer agreed. */
    private void leave() {
        if (feed != null) {
            feed.goAway(Duration.ZERO);
        }
    }

    @Override
    public void onError(MoqRequestException refusal) {
        pending.fail(refusal);
    }

    @Override
    public void onUpdate(SubscriptionUpdate update) {
        if (feed != null) {
            feed.onUpdate(update);
        }
    }

    @Override
    public void onUnsubscribe() {
        if (feed != null) {
            feed.onUnsubscribe();
        }
    }
}
