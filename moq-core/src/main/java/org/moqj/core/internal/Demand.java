package org.moqj.core.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * How many subscriptions a track has, for those who follow it. Set on the track's home executor; followers hear of it
 * on the callback executor, the latest number only.
 */
final class Demand implements Flow.Publisher<Integer> {

    private final Callbacks callbacks;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private volatile int current;
    private volatile boolean over;

    Demand(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    int current() {
        return current;
    }

    void set(int subscriptions) {
        current = subscriptions;
        followers.forEach(Follower::wake);
    }

    void end() {
        over = true;
        followers.forEach(Follower::wake);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
        Follower follower = new Follower(java.util.Objects.requireNonNull(subscriber, "subscriber"));
        followers.add(follower);
        follower.begin();
    }

    /** One who follows the number. Its state is confined to its serial executor. */
    private final class Follower implements Flow.Subscription {

        private final Flow.Subscriber<? super Integer> subscriber;
        private final Executor serial = callbacks.serial();
        private long requested;
        private int told = -1;
        private volatile boolean done;

        private Follower(Flow.Subscriber<? super Integer> subscriber) {
            this.subscriber = subscriber;
        }

        private void begin() {
            serial.execute(() -> guarded(() -> subscriber.onSubscribe(this)));
            wake();
        }

        private void wake() {
            serial.execute(this::tell);
        }

        private void tell() {
            int latest = current;
            if (!done && requested > 0 && latest != told) {
                requested--;
                told = latest;
                guarded(() -> subscriber.onNext(latest));
            }
            if (!done && over) {
                leave();
                guarded(subscriber::onComplete);
            }
        }

        /** Runs the subscriber's code; one that throws is told nothing more. */
        private void guarded(Runnable userCode) {
            Callbacks.guarded("a subscriber to the demand of a track", () -> {
                boolean whole = false;
                try {
                    userCode.run();
                    whole = true;
                } finally {
                    if (!whole) {
                        leave();
                    }
                }
            });
        }

        private void leave() {
            done = true;
            followers.remove(this);
        }

        @Override
        public void request(long n) {
            serial.execute(() -> {
                if (done) {
                    return;
                }
                if (n <= 0) {
                    leave();
                    guarded(() -> subscriber.onError(new IllegalArgumentException("Requests are positive: " + n)));
                    return;
                }
                requested = requested + n < 0 ? Long.MAX_VALUE : requested + n;
                tell();
            });
        }

        @Override
        public void cancel() {
            leave();
        }
    }
}
