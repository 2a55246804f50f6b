package org.moqj.core.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.moqj.core.Refusal;
import org.moqj.core.spi.transport.SessionExecutor;

/** The one answer to a request of the peer's. Thread-safe. */
final class Answer {

    private final String request;
    private final SessionExecutor executor;
    private final Consumer<Refusal> reject;
    private final AtomicBoolean given = new AtomicBoolean();

    /**
     * Waits for an answer.
     *
     * @param request what is asked, for messages
     * @param reject refuses the request, on {@code executor}
     */
    Answer(String request, SessionExecutor executor, Consumer<Refusal> reject) {
        this.request = request;
        this.executor = executor;
        this.reject = reject;
    }

    /**
     * Marks the request as answered.
     *
     * @throws IllegalStateException where it was answered already
     */
    void give() {
        if (!given.compareAndSet(false, true)) {
            throw new IllegalStateException(request + " was answered already");
        }
    }

    /**
     * Refuses.
     *
     * @throws IllegalStateException where it was answered already
     */
    void refuse(Refusal refusal) {
        give();
        Hops.offer(executor, () -> reject.accept(refusal));
    }

    /** Refuses unless it was answered. */
    void refuseIfOpen(Refusal refusal) {
        if (given.compareAndSet(false, true)) {
            Hops.offer(executor, () -> reject.accept(refusal));
        }
    }
}
