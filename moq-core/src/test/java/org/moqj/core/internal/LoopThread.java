package org.moqj.core.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.moqj.core.spi.transport.SessionExecutor;

/** One real thread as a session's executor, for tests whose point is threads. */
final class LoopThread implements SessionExecutor, AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final AtomicReference<Throwable> uncaught = new AtomicReference<>();
    private final ScheduledExecutorService executor;

    LoopThread(String name) {
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread loop = new Thread(task, name);
            loop.setDaemon(true);
            thread.set(loop);
            return loop;
        });
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                uncaught.compareAndSet(null, e);
                throw e;
            }
        });
    }

    @Override
    public boolean inExecutor() {
        return Thread.currentThread() == thread.get();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> scheduled = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Waits until all that was handed over so far has run. */
    void flush() {
        call(() -> null);
    }

    /** Runs {@code task} on the thread, and returns what it returns. */
    <T> T call(Callable<T> task) {
        try {
            return executor.submit(task).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The loop failed or hangs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Ends the thread; later tasks are refused with {@link RejectedExecutionException}. */
    @Override
    public void close() {
        executor.shutdownNow();
        Throwable error = uncaught.get();
        if (error != null) {
            throw new AssertionError("A task threw", error);
        }
    }
}
