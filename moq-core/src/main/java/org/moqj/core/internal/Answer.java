package org.moqj.core.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.spi.transport.SessionExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one answer to a request of the peer's. Thread-safe. */
final class Answer {

    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private final String request;
    private final SessionExecutor executor;
    private final Consumer<Refusal> reject;
    private final AtomicBoolean given = new AtomicBoolean();
    private volatile SessionExecutor.@Nullable Timer deadline;

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

    /** Has the request refused with {@code late} where no answer is given within {@code timeout}. */
    void expectWithin(Duration timeout, Refusal late) {
        SessionExecutor.Timer timer = executor.schedule(timeout, () -> refuseIfOpen(late));
        deadline = timer;
        if (given.get()) {
            stopDeadline();
        }
    }

    private void stopDeadline() {
        SessionExecutor.Timer timer = deadline;
        if (timer != null) { // else every answered request would stay in memory until then
            Hops.offer(executor, timer::cancel);
        }
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
        stopDeadline();
    }

    /** Marks the request as answered, unless it was before; returns whether it was not. */
    boolean giveIfOpen() {
        return given.compareAndSet(false, true);
    }

    /** Runs what the user answers the request with; where that throws, the request is refused. */
    void guard(Runnable answering) {
        try {
            answering.run();
        } catch (Throwable e) {
            LOG.warn("a session handler threw; its request is refused", e);
            refuseIfOpen(Refusal.of(RequestError.INTERNAL_ERROR, "the handler failed"));
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
            stopDeadline();
            Hops.offer(executor, () -> reject.accept(refusal));
        }
    }
}
