package org.moqj.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The user's wish that the command ends, and how a command waits without missing it. Thread-safe.
 */
public final class Stop {

    private final CompletableFuture<Void> requested = new CompletableFuture<>();

    /** The user wants the command to end. */
    public void request() {
        requested.complete(null);
    }

    /** Returns whether the command is to end. */
    public boolean isRequested() {
        return requested.isDone();
    }

    /**
     * Waits for {@code future}.
     *
     * @return its value
     * @throws InterruptedBySignal when the command is to end first; {@code future} is cancelled then
     * @throws RuntimeException what the future failed with, when that is unchecked
     * @throws CompletionException around what the future failed with, when that is checked
     */
    public <T> T await(CompletableFuture<T> future) {
        if (!future.isDone()) {
            awaitEither(future);
        }
        if (!future.isDone()) {
            future.cancel(true);
            throw new InterruptedBySignal();
        }
        return value(future);
    }

    private void awaitEither(CompletableFuture<?> future) {
        try {
            CompletableFuture.anyOf(future, requested).join();
        } catch (CompletionException | CancellationException e) {
            // The caller asks the future itself.
            return;
        }
    }

    private static <T> T value(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (ErrorReport.unwrap(e) instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw e;
        }
    }

    /**
     * Lets {@code time} pass.
     *
     * @throws InterruptedBySignal when the command is to end first
     * @throws InterruptedException when the thread is interrupted first
     */
    public void pause(Duration time) throws InterruptedException {
        if (time.isNegative() || time.isZero()) {
            return;
        }
        try {
            requested.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A wish does not fail", e);
        }
        throw new InterruptedBySignal();
    }
}
