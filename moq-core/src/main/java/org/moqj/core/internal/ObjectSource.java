package org.moqj.core.internal;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SessionExecutor;

/** Lets one reader take what an intake has, in an order of its choice. Thread-safe. */
final class ObjectSource {

    private final SubscriptionIntake intake;
    private final SessionExecutor executor;
    private final Callbacks callbacks;
    private final AtomicBoolean read;
    private final AtomicBoolean closed = new AtomicBoolean();

    ObjectSource(SubscriptionIntake intake, SessionExecutor executor, Callbacks callbacks) {
        this(intake, executor, callbacks, false);
    }

    /** Makes a source, of which nobody takes anything any more where it {@code isTaken}. */
    ObjectSource(SubscriptionIntake intake, SessionExecutor executor, Callbacks callbacks, boolean isTaken) {
        this.read = new AtomicBoolean(isTaken);
        this.intake = intake;
        this.executor = executor;
        this.callbacks = callbacks;
    }

    <T> void read(Flow.Subscriber<? super T> subscriber, Arrangement<T> arrangement) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (!read.compareAndSet(false, true)) {
            refuse(subscriber);
            return;
        }
        Handover<T> handover = new Handover<>(subscriber, callbacks, new Reader<>(intake, executor, closed));
        boolean taken = Hops.offer(executor, () -> {
            intake.attach(arrangement, handover);
            handover.begin();
        });
        if (!taken) {
            handover.endNow(Hops.gone());
        }
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
        subscriber.onError(new IllegalStateException("Objects are taken once"));
    }

    /** Takes the wishes of a reader to the intake. */
    private record Reader<T>(SubscriptionIntake intake, SessionExecutor executor, AtomicBoolean closed)
            implements Handover.Source<T> {

        @Override
        public void onDemand(Handover<T> handover) {
            if (!Hops.offer(executor, intake.delivery())) {
                handover.endNow(Hops.gone());
            }
        }

        @Override
        public void onCancel() {
            Hops.offer(executor, intake::close);
        }

        @Override
        public boolean isClosed() {
            return closed.get();
        }
    }

    CompletableFuture<Void> forEach(Consumer<? super MoqObject> consumer) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        read(new ForEach(consumer, done), ArrivalOrder.forReader());
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

    void close() {
        closed.set(true);
        Hops.offer(executor, intake::close);
    }
}
