package org.moqj.tests.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes from a publisher what a test asks it to. */
final class Pulled<T> implements Flow.Subscriber<T> {

    private final List<T> items = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable error;
    private boolean completed;

    /** Subscribes to {@code publisher} and asks for nothing yet. */
    static <T> Pulled<T> nothingYet(Flow.Publisher<T> publisher) {
        Pulled<T> pulled = new Pulled<>();
        publisher.subscribe(pulled);
        return pulled;
    }

    /** Subscribes to {@code publisher} and asks for everything. */
    static <T> Pulled<T> everything(SessionPair pair, Flow.Publisher<T> publisher) {
        Pulled<T> pulled = nothingYet(publisher);
        pulled.ask(pair, Long.MAX_VALUE);
        return pulled;
    }

    /** Asks for {@code count} items and lets things happen. */
    void ask(SessionPair pair, long count) {
        pair.run();
        if (subscription == null) {
            throw new AssertionError("Not subscribed");
        }
        subscription.request(count);
        pair.run();
    }

    /** Returns what came. */
    List<T> items() {
        return items;
    }

    /** Returns the error that ended it, where one has. */
    @Nullable
    Throwable error() {
        return error;
    }

    /** Returns whether it ended without an error. */
    boolean isCompleted() {
        return completed;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(T item) {
        items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
        error = failure;
    }

    @Override
    public void onComplete() {
        completed = true;
    }
}
