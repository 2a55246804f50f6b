package org.moqj.core.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jctools.queues.SpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * The way from a track's home executor to a feed on another: one queue for objects and everything else, so that their
 * order is kept, and one task that takes all that is ready. Tells at home when so much is on its way that writers should
 * pause: the feed itself cannot say so before it has it.
 *
 * <p>An object is accounted for before it is put in line. So whatever makes this full is followed by a turn that takes
 * the object and looks again: it never stays full with nothing left to take.
 */
final class FeedHop {

    private static final Object LAST = new Object();
    private static final int CHUNK = 128;
    private static final int TURN = 4096;

    private final SessionExecutor executor;
    private final Target target;
    // A Runnable; or a FeedSubgroup and its object, after LAST where it is.
    private final SpscUnboundedArrayQueue<Object> queue = new SpscUnboundedArrayQueue<>(CHUNK);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Runnable drain = this::drain;
    private final SessionExecutor home;
    private final int maxBytes;
    private final Consumer<Boolean> onFull;
    private final Tally sent = new Tally();
    private final Tally taken = new Tally();
    private volatile boolean full; // home writes it
    private boolean closed; // home's
    private @Nullable FeedSubgroup awaitsObject;
    private boolean awaitsLast;

    /** Takes objects at the other end. */
    interface Target {

        void accept(FeedSubgroup subgroup, MoqObject object, boolean last);
    }

    /**
     * Makes a hop.
     *
     * @param maxBytes more than this on its way is too much
     * @param onFull told at {@code home} when it becomes so, and when no longer
     */
    FeedHop(SessionExecutor home, SessionExecutor executor, Target target, int maxBytes, Consumer<Boolean> onFull) {
        this.home = home;
        this.executor = executor;
        this.target = target;
        this.maxBytes = maxBytes;
        this.onFull = onFull;
    }

    // ---- the track's home executor

    void object(FeedSubgroup subgroup, MoqObject object, boolean last) {
        sent.add(HeldSize.of(object));
        if (!full && !closed && onItsWay() > maxBytes) {
            full = true;
            onFull.accept(true);
        }
        if (last) {
            queue.offer(LAST);
        }
        queue.offer(subgroup);
        queue.offer(object);
        schedule();
    }

    void task(Runnable task) {
        queue.offer(task);
        schedule();
    }

    /** The feed is over: nobody waits for it. */
    void close() {
        closed = true;
        empty();
    }

    private void emptyIfTaken() {
        if (onItsWay() <= maxBytes / 2) {
            empty();
        }
    }

    private void empty() {
        if (full) {
            full = false;
            onFull.accept(false);
        }
    }

    // ---- both executors

    private long onItsWay() {
        return sent.get() - taken.get();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            // Where the executor is gone, so is the session, and the feed with it.
            Hops.offer(executor, drain);
        }
    }

    // ---- the feed's executor

    private void drain() {
        assert executor.inExecutor();
        scheduled.set(false);
        if (!takeTurn()) {
            schedule();
        }
        if (full && onItsWay() <= maxBytes / 2) {
            Hops.offer(home, this::emptyIfTaken);
        }
    }

    /** Takes as much as leaves the executor's other work its turn, and returns whether that was all. */
    private boolean takeTurn() {
        for (int left = TURN; left > 0; left--) {
            Object next = queue.poll();
            if (next == null) {
                return true;
            }
            take(next);
        }
        return false;
    }

    private void take(Object next) {
        FeedSubgroup subgroup = awaitsObject;
        if (subgroup != null && next instanceof MoqObject object) {
            boolean last = awaitsLast;
            awaitsObject = null;
            awaitsLast = false;
            taken.add(HeldSize.of(object));
            target.accept(subgroup, object, last);
        } else if (next == LAST) {
            awaitsLast = true;
        } else if (next instanceof FeedSubgroup toCome) {
            awaitsObject = toCome;
        } else if (next instanceof Runnable task) {
            task.run();
        }
    }
}
