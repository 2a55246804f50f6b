package org.moqj.relay;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Takes whatever comes. */
record Taker<T>(Consumer<? super T> to) implements Flow.Subscriber<T> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T item) {
        to.accept(item);
    }

    @Override
    public void onError(Throwable failure) {
        // What is waited for does not come then.
    }

    @Override
    public void onComplete() {
        // As above.
    }
}
