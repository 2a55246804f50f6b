package org.moqj.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands items from the session's executor to one subscriber on the callback executor: a batch is one hop there and one
 * hop back, and there is one batch at a time.
 *
 * @param <T> what is handed over
 */
final class Handover<T> implements Flow.Subscription {

    private static final int MAX_BATCH = 256;

    private final Flow.Subscriber<? super T> subscriber;
    private final Callbacks callbacks;
    private final Source<T> source;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final Runnable drain = this::drain;

    // The batch changes hands with the wake-ups: filled by the source's executor, emptied here.
    private final List<T> batch = new ArrayList<>();
    private volatile boolean batchReady;
    private int next;

    private boolean begun;
    private boolean over;
    private volatile boolean cancelled;
    private volatile @Nullable RuntimeException illegalRequest;
    private volatile @Nullable Ending ending;
    private volatile boolean cut;

    /** Where the items come from. Its methods may be called from any thread, and hop to the source's executor. */
    interface Source<T> {

        /** The subscriber can take items: fill {@code batch} when there are some, at once or later. */
        void onDemand(Handover<T> handover);

        /** The subscriber wants no more. */
        void onCancel();

        /** Returns whether the items that are on their way are to be left out: an end will be told. */
        boolean isClosed();
    }

    private record Ending(@Nullable Throwable error) {}

    Handover(Flow.Subscriber<? super T> subscriber, Callbacks callbacks, Source<T> source) {
        this.subscriber = subscriber;
        this.callbacks = callbacks;
        this.source = source;
    }

    /** Tells the subscriber that it has subscribed; to be called once. */
    void begin() {
        wake();
    }

    // ---- the source's executor

    /** Returns whether a batch may be filled now. */
    boolean wantsBatch() {
        return !batchReady && requested.get() > 0 && !cancelled;
    }

    /**
     * Fills the batch from {@code poll} with no more than was asked for: what nobody asked for stays where its number is
     * limited. Hands it over when there is anything.
     */
    void fill(Supplier<@Nullable T> poll) {
        long wanted = Math.min(MAX_BATCH, requested.get());
        for (long i = 0; i < wanted; i++) {
            T item = poll.get();
            if (item == null) {
                break;
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            batchReady = true;
            wake();
        }
    }

    /** Nothing more comes, after the batch that is on its way. */
    void end(@Nullable Throwable error) {
        if (ending == null) {
            ending = new Ending(error);
            wake();
        }
    }

    /** Nothing more comes, not even what is on its way; callable from any thread. */
    void endNow(@Nullable Throwable error) {
        cut = true;
        if (ending == null) {
            ending = new Ending(error);
        }
        wake();
    }

    // ---- the subscriber, on any thread

    @Override
    public void request(long n) {
        if (n <= 0) {
            illegalRequest = new IllegalArgumentException("Requests are positive: " + n);
        } else {
            requested.accumulateAndGet(n, (old, more) -> old + more < 0 ? Long.MAX_VALUE : old + more);
        }
        wake();
    }

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            source.onCancel();
        }
    }

    // ---- the callback executor, one at a time

    private void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            callbacks.execute(drain);
        }
    }

    private void drain() {
        int handled = wakeUps.get();
        do {
            drainOnce();
            handled = wakeUps.addAndGet(-handled);
        } while (handled != 0);
    }

    private void drainOnce() {
        if (!begun) {
            begun = true;
            try {
                subscriber.onSubscribe(this);
            } catch (Throwable e) { // user code, also in languages that do not declare what they throw
                fail(e);
            }
        }
        if (illegalRequest != null) {
            fail(illegalRequest);
        }
        hand();
        Ending end = ending;
        if (end != null && !batchReady && !isOver()) {
            over = true;
            Callbacks.guarded("the last call of a subscriber", () -> {
                if (end.error() == null) {
                    subscriber.onComplete();
                } else {
                    subscriber.onError(end.error());
                }
            });
        }
    }

    private void hand() {
        if (!batchReady) {
            askForBatch();
            return;
        }
        while (next < batch.size() && !isLeftOut() && requested.get() > 0) {
            T item = batch.get(next++);
            if (requested.get() != Long.MAX_VALUE) {
                requested.decrementAndGet();
            }
            try {
                subscriber.onNext(item);
            } catch (Throwable e) { // see above
                fail(e);
            }
        }
        if (next == batch.size() || isLeftOut()) {
            batch.clear();
            next = 0;
            batchReady = false;
            askForBatch();
        }
    }

    private void askForBatch() {
        if (!isOver() && ending == null && requested.get() > 0) {
            source.onDemand(this);
        }
    }

    private boolean isLeftOut() {
        return isOver() || cut || source.isClosed();
    }

    private boolean isOver() {
        return over || cancelled;
    }

    /** What the subscriber's code throws ends its subscription and nothing else. */
    private void fail(Throwable error) {
        if (!isOver()) {
            cancel();
            over = true;
            Callbacks.guarded("onError of a subscriber", () -> subscriber.onError(error));
        }
    }
}
