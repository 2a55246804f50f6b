package org.moqj.core.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where user code runs. Thread-safe.
 *
 * <p>Futures complete outside of the order of callbacks: a callback may wait for one.
 */
final class Callbacks implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private final Executor executor;

    Callbacks(Executor executor) {
        this.executor = executor;
    }

    /** Runs {@code task}; on the calling thread where the executor takes nothing any more, so that no one waits for ever. */
    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("callback executor takes nothing any more, running a last task on its caller's thread", e);
            task.run();
        }
    }

    /** Completes {@code future}; what depends on it runs here. */
    <T> void complete(CompletableFuture<? super T> future, T value) {
        if (!future.isDone()) {
            execute(() -> future.complete(value));
        }
    }

    /** Completes {@code future} with nothing. */
    void complete(CompletableFuture<Void> future) {
        if (!future.isDone()) {
            execute(() -> future.complete(null));
        }
    }

    /** Fails {@code future}. */
    void fail(CompletableFuture<?> future, Throwable error) {
        if (!future.isDone()) {
            execute(() -> future.completeExceptionally(error));
        }
    }

    /** Returns an executor that runs its tasks here, one at a time and in order. */
    Executor serial() {
        return new SerialExecutor(this);
    }

    /** Runs user code; what it throws is logged, errors and undeclared checked exceptions too: what follows still runs. */
    static void guarded(String what, Runnable userCode) {
        try {
            userCode.run();
        } catch (Throwable e) {
            LOG.warn("{} threw", what, e);
        }
    }
}
