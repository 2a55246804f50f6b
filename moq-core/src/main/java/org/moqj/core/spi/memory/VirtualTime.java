package org.moqj.core.spi.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * An executor whose tasks run when a test says so, and whose clock moves when a test says so. Used by one thread, the
 * one that made it, which counts as the executor's own.
 */
public final class VirtualTime implements SessionExecutor {

    private static final int MAX_TASKS = 10_000_000;

    private final Thread owner = Thread.currentThread();
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Scheduled> scheduled =
            new PriorityQueue<>(Comparator.comparingLong(Scheduled::time).thenComparingLong(Scheduled::number));
    private long now;
    private long count;

    private record Scheduled(long time, long number, Runnable task) {}

    @Override
    public boolean inExecutor() {
        return Thread.currentThread() == owner;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        checkOwner();
        ready.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        checkOwner();
        Scheduled entry = new Scheduled(now + delay.toNanos(), count++, task);
        scheduled.add(entry);
        return () -> scheduled.remove(entry);
    }

    /** Runs tasks until none is ready; the clock stands still. */
    public void run() {
        checkOwner();
        for (int i = 0; i < MAX_TASKS; i++) {
            Runnable task = ready.poll();
            if (task == null) {
                return;
            }
            task.run();
        }
        throw new IllegalStateException("Tasks never come to rest");
    }

    /** Runs what is ready, then moves the clock by {@code duration}, running each scheduled task at its time. */
    public void advance(Duration duration) {
        run();
        long end = now + duration.toNanos();
        while (!scheduled.isEmpty() && scheduled.peek().time() <= end) {
            Scheduled next = scheduled.remove();
            now = next.time();
            next.task().run();
            run();
        }
        now = end;
    }

    /** Returns the number of tasks that wait for their time. */
    public int scheduledTasks() {
        return scheduled.size();
    }

    private void checkOwner() {
        if (!inExecutor()) {
            throw new IllegalStateException("Virtual time belongs to " + owner.getName());
        }
    }
}
