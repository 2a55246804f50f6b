package org.moqj.core.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.moqj.core.MoqGroup;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionEnd;
import org.moqj.core.SubscriptionStats;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.transport.SessionExecutor;

/** The user's end of a subscription: hops to the session's executor, where {@link SubscriptionIntake} has its objects. */
public final class CoreSubscription implements Subscription {

    private final FullTrackName track;
    private final SubscriptionGranted granted;
    private final SubscriptionIntake intake;
    private final SessionExecutor executor;
    private final Callbacks callbacks;
    private final AtomicBoolean read = new AtomicBoolean();

    CoreSubscription(
            FullTrackName track,
            SubscriptionGranted granted,
            SubscriptionIntake intake,
            SessionExecutor executor,
            Callbacks callbacks) {
        this.track = track;
        this.granted = granted;
        this.intake = intake;
        this.executor = executor;
        this.callbacks = callbacks;
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
        return subscriber -> read(subscriber, new ArrivalOrder());
    }

    @Override
    public Flow.Publisher<MoqObject> inOrder(Duration patience) {
        return subscriber -> read(subscriber, new InOrder(executor, patience));
    }

    @Override
    public Flow.Publisher<MoqGroup> groups(Duration patience) {
        return subscriber -> read(subscriber, new WholeGroups(executor, patience));
    }

    private <T> void read(Flow.Subscriber<? super T> subscriber, Arrangement<T> arrangement) {
        java.util.Objects.requireNonNull(subscriber, "subscriber");
        if (!read.compareAndSet(false, true)) {
            refuse(subscriber);
            return;
        }
        Reader<T> source = new Reader<>(intake, executor);
        Handover<T> handover = new Handover<>(subscriber, callbacks, source);
        executor.execute(() -> {
            intake.attach(arrangement, handover);
            handover.begin();
        });
    }

    private static void refuse(Flow.Subscriber<?> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                // Nothing comes: the refusal follows at once.
            }

            @Override
            public void cancel() {
                // See request.
            }
        });
        subscriber.onError(new IllegalStateException("The objects of a subscription are taken once"));
    }

    /** Takes the wishes of a reader to the intake. */
    private record Reader<T>(SubscriptionIntake intake, SessionExecutor executor) implements Handover.Source<T> {

        @Override
        public void onDemand(Handover<T> handover) {
            executor.execute(intake::deliver);
        }

        @Override
        public void onCancel() {
            executor.execute(intake::close);
        }
    }

    @Override
    public CompletableFuture<Void> forEach(Consumer<? super MoqObject> consumer) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        objects().subscribe(new ForEach(consumer, done));
        done.whenComplete((nothing, error) -> {
            if (done.isCancelled()) {
                close();
            }
        });
        return done;
    }

    private record ForEach(Consumer<? super MoqObject> consumer, CompletableFuture<Void> done)
            implements Flow.Subscriber<MoqObject> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(MoqObject object) {
            consumer.accept(object);
        }

        @Override
        public void onError(Throwable error) {
            done.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }

    @Override
    public CompletableFuture<SubscriptionEnd> ended() {
        return intake.ended().copy();
    }

    @Override
    public SubscriptionStats stats() {
        return intake.stats();
    }

    @Override
    public void close() {
        executor.execute(intake::close);
    }
}
