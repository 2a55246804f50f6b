package org.moqj.core.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells writers when there is room for more, without a future for each object: while there is room all share one that
 * is complete, and while there is none all share one that completes when there is. Thread-safe.
 */
final class Room {

    private static final SharedFuture THERE_IS = new SharedFuture();

    static {
        THERE_IS.open();
    }

    private final AtomicReference<SharedFuture> current = new AtomicReference<>(THERE_IS);

    /** Returns a future that completes when there is room: at once, or later. */
    CompletableFuture<Void> whenThereIs() {
        return java.util.Objects.requireNonNull(current.get());
    }

    /** There is no room from now on. */
    void fill() {
        if (current.get() == THERE_IS) {
            current.compareAndSet(THERE_IS, new SharedFuture());
        }
    }

    /** There is room from now on; those who wait go on at {@code callbacks}. */
    void empty(Callbacks callbacks) {
        SharedFuture waiting = current.getAndSet(THERE_IS);
        if (waiting != THERE_IS) {
            callbacks.execute(waiting::open);
        }
    }

    /** A future that those who share it can wait for, and cannot complete; a timeout is for who sets it alone. */
    private static final class SharedFuture extends CompletableFuture<Void> {

        private void open() {
            super.complete(null);
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }

        @Override
        public boolean complete(Void value) {
            return false;
        }

        @Override
        public boolean completeExceptionally(Throwable error) {
            return false;
        }

        @Override
        public CompletableFuture<Void> orTimeout(long timeout, TimeUnit unit) {
            return copy().orTimeout(timeout, unit);
        }

        @Override
        public CompletableFuture<Void> completeOnTimeout(@Nullable Void value, long timeout, TimeUnit unit) {
            return copy().completeOnTimeout(null, timeout, unit);
        }

        @Override
        public CompletableFuture<Void> completeAsync(Supplier<? extends Void> supplier, Executor executor) {
            return copy().completeAsync(supplier, executor);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }

        @Override
        public void obtrudeValue(Void value) {
            throw new UnsupportedOperationException("Shared by all writers of the track");
        }

        @Override
        public void obtrudeException(Throwable error) {
            throw new UnsupportedOperationException("Shared by all writers of the track");
        }
    }
}
