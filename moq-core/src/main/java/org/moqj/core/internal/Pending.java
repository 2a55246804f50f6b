package org.moqj.core.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqRequestException;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * A request of ours that waits for its answer: until it comes, the deadline passes, the user cancels, or the session
 * ends. Confined to the session's executor.
 *
 * @param <T> what the user gets
 */
final class Pending<T> {

    private final String what;
    private final CompletableFuture<T> future;
    private final Callbacks callbacks;
    private final Consumer<Pending<?>> onOver;
    private @Nullable RequestHandle handle;
    private SessionExecutor.@Nullable Timer timer;
    private Runnable ifFailed = () -> {};
    private boolean failed;
    private boolean over;

    Pending(String what, CompletableFuture<T> future, Callbacks callbacks, Consumer<Pending<?>> onOver) {
        this.what = what;
        this.future = future;
        this.callbacks = callbacks;
        this.onOver = onOver;
    }

    /** The request is being prepared here: it has until {@code timeout}, and is over when the user cancels the future. */
    void prepare(SessionExecutor executor, Duration timeout) {
        timer = executor.schedule(
                timeout,
                () -> giveUp(MoqRequestException.timeout("The token provider, asked for " + what + ",", timeout)));
        cancelWithFuture(executor);
    }

    boolean isOver() {
        return over;
    }

    private void cancelWithFuture(SessionExecutor executor) {
        future.whenComplete((value, error) -> {
            if (future.isCancelled()) {
                Hops.offer(executor, this::cancel);
            }
        });
    }

    /** The request was made: it has until {@code timeout}, and is given up when the user cancels the future. */
    void begin(RequestHandle request, SessionExecutor executor, Duration timeout) {
        if (over) {
            return;
        }
        handle = request;
        if (timer != null) {
            timer.cancel();
        }
        timer = executor.schedule(
                timeout,
                () -> giveUp(
                        request.isWaiting()
                                ? MoqRequestException.notSent(what, timeout)
                                : MoqRequestException.timeout(what, timeout)));
        cancelWithFuture(executor);
    }

    private void giveUp(Throwable error) {
        if (!over && handle != null) {
            handle.cancel();
        }
        fail(error);
    }

    private void cancel() {
        if (!over) {
            if (handle != null) {
                handle.cancel();
            }
            failed();
        }
    }

    /** Names what to forget where the request comes to nothing: at once where it has already. */
    void ifFailed(Runnable forget) {
        if (failed) {
            forget.run();
        } else {
            ifFailed = forget;
        }
    }

    private void failed() {
        failed = true;
        over();
        ifFailed.run();
    }

    /** The answer is there; {@code unwanted} runs where the user has cancelled meanwhile. */
    void succeed(T value, Runnable unwanted) {
        if (!over) {
            over();
            callbacks.execute(() -> {
                if (!future.complete(value)) {
                    unwanted.run();
                }
            });
        }
    }

    void fail(Throwable error) {
        if (!over) {
            failed();
            callbacks.fail(future, error);
        }
    }

    private void over() {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
        onOver.accept(this);
    }
}
