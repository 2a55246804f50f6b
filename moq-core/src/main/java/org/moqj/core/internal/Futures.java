package org.moqj.core.internal;

import java.util.concurrent.CompletableFuture;

/** What {@link CompletableFuture} lacks. */
final class Futures {

    private Futures() {}

    /**
     * Returns a future that ends as {@code source} does, for a caller who may cancel or complete it. Unlike
     * {@link CompletableFuture#copy()} it fails with the error itself, not wrapped in another.
     */
    static <T> CompletableFuture<T> copy(CompletableFuture<T> source) {
        CompletableFuture<T> copy = new CompletableFuture<>();
        source.whenComplete((value, error) -> {
            if (error == null) {
                copy.complete(value);
            } else {
                copy.completeExceptionally(error);
            }
        });
        return copy;
    }
}
