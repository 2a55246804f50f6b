package org.moqj.cli.subscribe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what a publisher has, one item after the other; the next comes when the last is done with. */
public final class Intake {

    private Intake() {}

    /**
     * Hands each item to {@code consumer}.
     *
     * @return completes as the publisher does; exceptionally also with what {@code consumer} throws. Cancelling it ends
     *     the subscription
     */
    public static <T> CompletableFuture<Void> each(Flow.Publisher<T> publisher, Consumer<? super T> consumer) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        publisher.subscribe(new Taking<>(consumer, done));
        return done;
    }

    /**
     * Takes the first item, and leaves.
     *
     * @return the item, or null where the publisher has none; exceptionally as the publisher fails
     */
    public static <T> CompletableFuture<@Nullable T> first(Flow.Publisher<T> publisher) {
        CompletableFuture<@Nullable T> first = new CompletableFuture<>();
        CompletableFuture<Void> all = each(publisher, first::complete);
        all.whenComplete((nothing, error) -> {
            if (error == null) {
                first.complete(null);
            } else {
                first.completeExceptionally(error);
            }
        });
        first.whenComplete((item, error) -> all.cancel(true));
        return first;
    }

    private static final class Taking<T> implements Flow.Subscriber<T> {

        private final Consumer<? super T> consumer;
        private final CompletableFuture<Void> done;

        Taking(Consumer<? super T> consumer, CompletableFuture<Void> done) {
            this.consumer = consumer;
            this.done = done;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            // Also after completion, when it does no harm.
            done.whenComplete((nothing, error) -> subscription.cancel());
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T item) {
            if (done.isDone()) {
                return;
            }
            try {
                consumer.accept(item);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
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
}
