package org.moqj.cli.terminal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Work that may block where nothing can wake it, such as in a read from stdin. */
public final class Background {

    private Background() {}

    /** Does {@code work} on a daemon thread. */
    public static <T> CompletableFuture<T> run(String name, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(result, work), name);
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
        try {
            result.complete(work.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(e);
        } catch (Exception | AssertionError e) {
            result.completeExceptionally(e);
        }
    }

    /** Returns a future that completes when all do, or as soon as one fails. */
    public static CompletableFuture<Void> allOrFirstFailure(CompletableFuture<?>... all) {
        CompletableFuture<Void> result = CompletableFuture.allOf(all);
        for (CompletableFuture<?> one : all) {
            one.whenComplete((value, error) -> {
                if (error != null) {
                    result.completeExceptionally(error);
                }
            });
        }
        return result;
    }

    /** Returns a future that ends as the first of these does. */
    public static CompletableFuture<Object> firstOf(CompletableFuture<?>... any) {
        return CompletableFuture.anyOf(any);
    }
}
