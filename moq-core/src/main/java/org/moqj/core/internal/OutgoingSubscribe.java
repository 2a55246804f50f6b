package org.moqj.core.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.RequestError;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.SessionExecutor;

/** A subscription of ours from the request to its end. Confined to the session's executor. */
final class OutgoingSubscribe implements SubscribeListener {

    private final SubscribeRequest request;
    private final SubscriptionIntake intake;
    private final Pending<Subscription> pending;
    private final SessionExecutor executor;
    private final Callbacks callbacks;
    private final SupportedFeatures features;
    private final Consumer<OutgoingSubscribe> onOver;
    private final Updates maker;
    private final Queue<Runnable> updates = new ArrayDeque<>();
    private @Nullable SubscribeHandle handle;
    private int priority;
    private boolean forward;

    /** Finds the tokens of updates. */
    interface Updates {

        /**
         * Has {@link #apply} called once the tokens are there.
         *
         * @param made told what became of it
         * @param next run when the next update may be made
         */
        void make(
                OutgoingSubscribe subscription,
                SubscriptionChange change,
                CompletableFuture<SubscriptionChange> made,
                Runnable next);
    }

    OutgoingSubscribe(
            SubscribeRequest request,
            SubscriptionIntake intake,
            Pending<Subscription> pending,
            SessionExecutor executor,
            Callbacks callbacks,
            SupportedFeatures features,
            Consumer<OutgoingSubscribe> onOver,
            Updates maker) {
        this.request = request;
        this.intake = intake;
        this.pending = pending;
        this.executor = executor;
        this.callbacks = callbacks;
        this.features = features;
        this.onOver = onOver;
        this.maker = maker;
        this.priority = request.subscriberPriority();
        this.forward = request.forward();
    }

    void begin(SubscribeHandle agreed) {
        handle = agreed;
        intake.begin(agreed, () -> onOver.accept(this));
    }

    SubscriptionIntake intake() {
        return intake;
    }

    SubscribeHandle handle() {
        return Objects.requireNonNull(handle);
    }

    @Override
    public void onOk(SubscriptionGranted granted) {
        intake.granted(granted, handle());
        CoreSubscription subscription =
                new CoreSubscription(request.track(), granted, this, executor, callbacks, features);
        pending.succeed(subscription, subscription::close);
    }

    @Override
    public void onError(MoqRequestException refusal) {
        pending.fail(refusal);
        onOver.accept(this);
    }

    @Override
    public SubgroupReceiver onSubgroup(SubgroupHeader header, IncomingStream stream) {
        return intake.onSubgroup(header, stream);
    }

    @Override
    public void onDatagram(MoqObject object, boolean endOfGroup) {
        intake.onDatagram(object, endOfGroup);
    }

    @Override
    public void onDone(SubscriptionDone done) {
        intake.onDone(done);
    }

    FullTrackName track() {
        return request.track();
    }

    /** Changes the subscription, after all earlier changes; ends {@code made} with what became of it. */
    void update(SubscriptionChange change, CompletableFuture<SubscriptionChange> made) {
        assert executor.inExecutor();
        updates.add(() -> maker.make(this, change, made, this::updateNext));
        if (updates.size() == 1) {
            updates.element().run();
        }
    }

    private void updateNext() {
        updates.remove();
        Runnable next = updates.peek();
        if (next != null) {
            next.run();
        }
    }

    /** Makes a change that is its turn. */
    void apply(SubscriptionChange change, List<AuthToken> tokens) {
        intake.checkOpen();
        LocationRange range = narrowed(handle().range(), change);
        int wantedPriority = change.priority().orElse(priority);
        boolean wantedForward = change.forward().orElse(forward);
        handle().update(new SubscriptionUpdate(range, wantedPriority, wantedForward, change.deliveryTimeout(), tokens));
        priority = wantedPriority;
        forward = wantedForward;
    }

    private static LocationRange narrowed(LocationRange now, SubscriptionChange change) {
        Location start = change.start().orElse(now.start());
        Optional<Location> end = change.end().isPresent() ? change.end() : now.end();
        LocationRange wanted = new LocationRange(start, end);
        boolean widens = start.isBefore(now.start())
                || end.map(last -> now.isAfterEnd(last.group(), last.object())).orElse(false);
        if (widens || wanted.isEmpty()) {
            throw MoqRequestException.notPossible(
                    RequestError.INVALID_RANGE,
                    "A subscription of " + now + " cannot become one of " + wanted,
                    "a subscription can only become narrower: make a new one for more");
        }
        return wanted;
    }

    void close() {
        intake.close();
    }

    void onSessionEnd(MoqException end) {
        intake.onSessionEnd(end);
    }
}
