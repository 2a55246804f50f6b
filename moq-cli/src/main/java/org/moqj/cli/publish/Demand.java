package org.moqj.cli.publish;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.IntPredicate;
import org.moqj.core.TrackPublisher;

/** Waits for subscribers to come, or to go. */
public final class Demand {

    private Demand() {}

    /** Returns a future that completes when one of {@code tracks} has a subscriber. */
    public static CompletableFuture<Object> any(List<TrackPublisher> tracks) {
        return CompletableFuture.anyOf(tracks.stream()
                .map(track -> when(track, subscribers -> subscribers > 0))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Returns a future that completes when each of {@code tracks} has been without a subscriber. */
    public static CompletableFuture<Void> none(List<TrackPublisher> tracks) {
        return CompletableFuture.allOf(tracks.stream()
                .map(track -> when(track, subscribers -> subscribers == 0))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> when(TrackPublisher track, IntPredicate wanted) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        track.demand().subscribe(new Watcher(wanted, reached));
        return reached;
    }

    /** Looks at each number until it is the wanted one. */
    private static final class Watcher implements Flow.Subscriber<Integer> {

        private final IntPredicate wanted;
        private final CompletableFuture<Void> reached;

        Watcher(IntPredicate wanted, CompletableFuture<Void> reached) {
            this.wanted = wanted;
            this.reached = reached;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            reached.whenComplete((nothing, error) -> subscription.cancel());
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Integer subscribers) {
            if (wanted.test(subscribers)) {
                reached.complete(null);
            }
        }

        @Override
        public void onError(Throwable error) {
            reached.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            // The track has ended: no subscriber is left, and none will come.
            reached.complete(null);
        }
    }
}
