package org.moqj.relay.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread on which a relay decides, and its clock. */
public final class RelayThread implements Executor {

    private final ScheduledThreadPoolExecutor executor;

    /** Starts it. */
    public RelayThread() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "moqj-relay");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Runs {@code task} after {@code delay}, unless what is returned is cancelled before. */
    Future<?> after(Duration delay, Runnable task) {
        return executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends it, once what is in line has run. */
    public void shutdown() {
        executor.shutdown();
    }
}
