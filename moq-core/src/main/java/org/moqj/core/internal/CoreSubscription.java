package org.moqj.core.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.moqj.core.Feature;
import org.moqj.core.MoqGroup;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.SubscriptionEnd;
import org.moqj.core.SubscriptionStats;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.transport.SessionExecutor;

/** The user's end of a subscription: hops to the session's executor, where {@link SubscriptionIntake} has its objects. */
public final class CoreSubscription implements Subscription {

    private final FullTrackName track;
    private final SubscriptionGranted granted;
    private final OutgoingSubscribe request;
    private final SubscriptionIntake intake;
    private final SessionExecutor executor;
    private final ObjectSource source;
    private final SupportedFeatures features;

    CoreSubscription(
            FullTrackName track,
            SubscriptionGranted granted,
            OutgoingSubscribe request,
            SessionExecutor executor,
            Callbacks callbacks,
            SupportedFeatures features) {
        this.features = features;
        this.track = track;
        this.granted = granted;
        this.request = request;
        this.intake = request.intake();
        this.executor = executor;
        this.source = new ObjectSource(intake, executor, callbacks, intake.isPassedOn());
    }

    /** Returns the draft's handle, for requests that build on this one. */
    SubscribeHandle handle() {
        return request.handle();
    }

    @Override
    public FullTrackName track() {
        return track;
    }

    @Override
    public Optional<Location> largest() {
        return granted.largest();
    }

    @Override
    public GroupOrder groupOrder() {
        return granted.groupOrder();
    }

    @Override
    public Optional<Duration> expires() {
        return granted.expires();
    }

    @Override
    public Flow.Publisher<MoqObject> objects() {
        return subscriber -> source.read(subscriber, ArrivalOrder.forReader());
    }

    @Override
    public Flow.Publisher<MoqObject> inOrder(Duration patience) {
        Duration checked = GroupOrdering.checked(patience);
        return subscriber -> source.read(subscriber, new InOrder(executor, checked, likelyFirstGroup()));
    }

    @Override
    public Flow.Publisher<MoqGroup> groups(Duration patience) {
        Duration checked = GroupOrdering.checked(patience);
        return subscriber -> source.read(subscriber, new WholeGroups(executor, checked, likelyFirstGroup()));
    }

    /** A subscription begins at the live edge, or where its track does; any other beginning costs a moment's wait. */
    private long likelyFirstGroup() {
        return granted.largest().map(Location::group).orElse(0L);
    }

    @Override
    public CompletableFuture<Void> forEach(Consumer<? super MoqObject> consumer) {
        return source.forEach(consumer);
    }

    @Override
    public CompletableFuture<SubscriptionEnd> ended() {
        return intake.ended();
    }

    @Override
    public CompletableFuture<Void> update(SubscriptionChange change) {
        features.require(Feature.SUBSCRIBE_UPDATE);
        if (!change.forward().orElse(true)) {
            features.require(Feature.FORWARD);
        }
        CompletableFuture<Void> future = new CompletableFuture<>();
        CompletableFuture<SubscriptionChange> made = new CompletableFuture<>();
        future.whenComplete((nothing, error) -> {
            if (future.isCancelled()) {
                made.cancel(false);
            }
        });
        made.whenComplete((applied, error) -> {
            if (error == null) {
                future.complete(null);
            } else {
                future.completeExceptionally(error);
            }
        });
        executor.execute(() -> request.update(change, made));
        return future;
    }

    @Override
    public SubscriptionStats stats() {
        return intake.stats();
    }

    @Override
    public void close() {
        source.close();
    }
}
