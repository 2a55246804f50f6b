package org.moqj.tests.interop;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

/** Takes all that a publisher has, for a test to wait for. */
final class Events<T> implements Flow.Subscriber<T> {

    private final BlockingQueue<T> events = new LinkedBlockingQueue<>();

    private Events() {}

    static <T> BlockingQueue<T> of(Flow.Publisher<T> publisher) {
        Events<T> events = new Events<>();
        publisher.subscribe(events);
        return events.events;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable error) {
        // The session has ended; whoever still waits for an event finds that none comes.
    }

    @Override
    public void onComplete() {
        // Likewise.
    }
}
