package org.moqj.core.spi.transport;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The one thread that a session lives on, and its clock.
 *
 * <p>Over a network this is an event loop; in tests it is a queue with virtual time. Protocol code reads time from
 * nowhere else. All methods may be called from any thread.
 */
public interface SessionExecutor extends Executor {

    /** Returns whether the calling thread is the session's own. */
    boolean inExecutor();

    /** Returns a monotonic time in nanoseconds; only differences mean anything. */
    long nanoTime();

    /**
     * Runs {@code task} on this executor once {@code delay} has passed.
     *
     * @return a handle that takes the task back as long as it has not started
     */
    Timer schedule(Duration delay, Runnable task);

    /** A task that waits for its time. */
    interface Timer {

        /** Takes the task back; has no effect once it has started. */
        void cancel();
    }
}
