package org.moqj.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscriber that takes as much as a test asks for, and writes down what it is told. */
final class Probe<T> implements Flow.Subscriber<T> {

    final List<T> items = new ArrayList<>();
    private final long atOnce;
    private final Consumer<? super T> onEach;
    Flow.@Nullable Subscription subscription;

    @Nullable
    Throwable error;

    boolean completed;

    /** Asks for {@code atOnce} items on subscribing, and hands each to {@code onEach}. */
    Probe(long atOnce, Consumer<? super T> onEach) {
        this.atOnce = atOnce;
        this.onEach = onEach;
    }

    static <T> Probe<T> taking(long atOnce) {
        return new Probe<>(atOnce, item -> {});
    }

    void request(long n) {
        subscription.request(n);
    }

    boolean isOver() {
        return completed || error != null;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (atOnce > 0) {
            given.request(atOnce);
        }
    }

    @Override
    public void onNext(T item) {
        requireNotOver();
        items.add(item);
        onEach.accept(item);
    }

    @Override
    public void onError(Throwable failure) {
        requireNotOver();
        error = failure;
    }

    @Override
    public void onComplete() {
        requireNotOver();
        completed = true;
    }

    private void requireNotOver() {
        if (isOver()) {
            throw new IllegalStateException("Told of something after the end");
        }
    }
}
