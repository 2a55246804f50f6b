package org.moqj.core.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.SpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * The way from a track's home executor to a feed on another: one queue for objects and everything else, so that their
 * order is kept, and one task that takes all that is ready.
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
    private @Nullable FeedSubgroup awaitsObject;
    private boolean awaitsLast;

    /** Takes objects at the other end. */
    interface Target {

        void accept(FeedSubgroup subgroup, MoqObject object, boolean last);
    }

    FeedHop(SessionExecutor executor, Target target) {
        this.executor = executor;
        this.target = target;
    }

    // ---- the track's home executor

    void object(FeedSubgroup subgroup, MoqObject object, boolean last) {
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
        for (int left = TURN; left > 0; left--) {
            Object next = queue.poll();
            if (next == null) {
                return;
            }
            take(next);
        }
        schedule();
    }

    private void take(Object next) {
        FeedSubgroup subgroup = awaitsObject;
        if (subgroup != null && next instanceof MoqObject object) {
            boolean last = awaitsLast;
            awaitsObject = null;
            awaitsLast = false;
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
