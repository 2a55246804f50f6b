package org.moqj.core.internal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.Limits;
import org.moqj.core.StreamError;
import org.moqj.core.SubscribeOptions.SlowConsumer;
import org.moqj.core.Subscription;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.transport.SessionExecutor;

/** A subscription whose peer sends groups of one object each as fast as it is read, over a queue of a few objects. */
final class PumpedSubscription {

    private static final int MAX_QUEUED = 8;

    private final SessionExecutor executor;
    private final SubscriptionIntake intake;
    private final Subscription subscription;
    private final long groups;
    private long nextGroup;
    private boolean over;

    private PumpedSubscription(SessionExecutor executor, Executor callbackExecutor, long groups) {
        Callbacks callbacks = new Callbacks(callbackExecutor);
        this.executor = executor;
        this.groups = groups;
        this.intake = new SubscriptionIntake(
                "SUBSCRIBE a/b",
                Limits.defaults().withMaxQueued(MAX_QUEUED, 1 << 20),
                SlowConsumer.BLOCK,
                executor,
                callbacks);
        SupportedFeatures features = new SupportedFeatures();
        OutgoingSubscribe request = new OutgoingSubscribe(
                FakeSubscribe.all().request(),
                intake,
                new Pending<>("SUBSCRIBE a/b", new CompletableFuture<>(), callbacks, waiting -> {}),
                executor,
                callbacks,
                features,
                ended -> {},
                (subscription, change, made, next) -> next.run());
        intake.begin(() -> over = true, () -> over = true);
        SubscriptionGranted granted = new SubscriptionGranted(
                Optional.empty(), GroupOrder.ASCENDING, Optional.empty(), Optional.empty(), Optional.empty());
        subscription =
                new CoreSubscription(FullTrackName.of("a", "b"), granted, request, executor, callbacks, features);
    }

    /** Begins to send {@code groups} groups, and ends normally after them. */
    static Subscription sending(SessionExecutor executor, Executor callbackExecutor, long groups) {
        PumpedSubscription pumped = new PumpedSubscription(executor, callbackExecutor, groups);
        executor.execute(pumped::next);
        return pumped.subscription;
    }

    /** Returns one whose session was lost. */
    static Subscription lost(SessionExecutor executor, Executor callbackExecutor) {
        PumpedSubscription pumped = new PumpedSubscription(executor, callbackExecutor, 0);
        executor.execute(() -> pumped.intake.onSessionEnd(IntakeFixture.lost()));
        return pumped.subscription;
    }

    private void next() {
        if (over) {
            return;
        }
        if (nextGroup == groups) {
            intake.onDone(new SubscriptionDone(DoneStatus.TRACK_ENDED, 2, "TRACK_ENDED", "", Optional.empty()));
            return;
        }
        Stream stream = new Stream(nextGroup++);
        stream.receiver = intake.onSubgroup(new SubgroupHeader(stream.group, 0, 128, true, false), stream);
        stream.schedule();
    }

    /** The stream of one group: sends its object when it is read, and makes way for the next. */
    private final class Stream implements IncomingStream {

        private final long group;
        private @Nullable SubgroupReceiver receiver;
        private boolean reading = true;
        private boolean ended;

        private Stream(long group) {
            this.group = group;
        }

        private void schedule() {
            if (reading) {
                executor.execute(this::send);
            }
        }

        private void send() {
            SubgroupReceiver to = receiver;
            if (reading && !ended && to != null) {
                ended = true;
                to.onObject(FakeStream.object(group, 0, 0, 1));
                to.onEnd(StreamEnd.COMPLETE);
                next();
            }
        }

        @Override
        public void setReading(boolean nowReading) {
            reading = nowReading;
            schedule();
        }

        @Override
        public void stop(StreamError error) {
            ended = true;
        }
    }
}
