package org.moqj.webtransport.internal;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries the addresses of a host one after the other, the next one as soon as the one before fails or takes too long
 * (RFC 8305, section 5). The first to succeed wins, the others are given up. Confined to one event loop.
 *
 * @param <A> an attempt
 */
final class AddressRace<A extends AddressRace.Attempt> {

    /** The way to one address. */
    interface Attempt {

        /** Begins; calls one of the two, once, on the event loop. */
        void start(Runnable won, Consumer<Throwable> lost);

        /** Gives up and frees everything, also after it succeeded. */
        void abort();
    }

    private final EventLoop loop;
    private final Duration delay;
    private final List<A> waiting;
    private final List<A> running = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final CompletableFuture<A> winner = new CompletableFuture<>();
    private final Function<List<Throwable>, Throwable> verdict;
    private @Nullable ScheduledFuture<?> next;

    /** {@code verdict} makes one failure of those of all attempts. */
    AddressRace(EventLoop loop, Duration delay, List<A> attempts, Function<List<Throwable>, Throwable> verdict) {
        this.loop = loop;
        this.delay = delay;
        this.waiting = new ArrayList<>(attempts);
        this.verdict = verdict;
    }

    CompletableFuture<A> run() {
        startNext();
        return winner;
    }

    /** Returns the attempts under way. */
    List<A> running() {
        return running;
    }

    private void startNext() {
        if (winner.isDone() || waiting.isEmpty()) {
            return;
        }
        A attempt = waiting.remove(0);
        running.add(attempt);
        attempt.start(() -> won(attempt), failure -> lost(attempt, failure));
        if (!winner.isDone() && !waiting.isEmpty()) {
            next = loop.schedule(this::startNext, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void won(A attempt) {
        running.remove(attempt);
        if (!winner.complete(attempt)) {
            attempt.abort();
        }
        abortOthers();
    }

    private void lost(A attempt, Throwable failure) {
        running.remove(attempt);
        failures.add(failure);
        attempt.abort();
        if (!waiting.isEmpty()) {
            cancelNext();
            startNext();
        } else if (running.isEmpty()) {
            winner.completeExceptionally(verdict.apply(failures));
        }
    }

    /** Gives everything up. */
    void abort() {
        winner.cancel(false);
        abortOthers();
    }

    private void abortOthers() {
        waiting.clear();
        cancelNext();
        List<A> losers = List.copyOf(running);
        running.clear();
        losers.forEach(Attempt::abort);
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel(false);
        }
    }
}
