package org.moqj.core.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.SessionExecutor.Timer;

/** Why a subscription that we serve is to end, and how long that waits for its streams. Confined to the feed's executor. */
final class FeedEnd {

    private final SessionExecutor executor;
    private final Runnable whenSettled;
    private final Runnable whenImpatient;
    private @Nullable DoneStatus status;
    private String reason = "";
    private long lastStreamEnd;
    private boolean hadStreams;
    private @Nullable Timer settling;
    private @Nullable Timer patience;
    private @Nullable Timer expiry;

    /**
     * Makes an end that is not decided yet.
     *
     * @param whenSettled run when the last stream has been over long enough
     * @param whenImpatient run when open streams are not waited for any longer
     */
    FeedEnd(SessionExecutor executor, Runnable whenSettled, Runnable whenImpatient) {
        this.executor = executor;
        this.whenSettled = whenSettled;
        this.whenImpatient = whenImpatient;
    }

    /** Returns why it is to end; null as long as it is not. */
    @Nullable
    DoneStatus status() {
        return status;
    }

    String reason() {
        return reason;
    }

    boolean isDecided() {
        return status != null;
    }

    /** It is to end for this reason, unless there was one before. */
    void decide(DoneStatus why, String text) {
        if (status == null) {
            overrule(why, text);
        }
    }

    /** It is to end for this reason, whatever was decided before. */
    void overrule(DoneStatus why, String text) {
        status = why;
        reason = text;
    }

    void onStreamEnd() {
        lastStreamEnd = executor.nanoTime();
        hadStreams = true;
    }

    /** Returns whether the last stream ended {@code delay} ago or earlier; where it did not, {@code whenSettled} follows. */
    boolean hasSettled(Duration delay) {
        long left = delay.toNanos() - (executor.nanoTime() - lastStreamEnd);
        if (!hadStreams || left <= 0) {
            return true;
        }
        if (settling == null) {
            settling = executor.schedule(Duration.ofNanos(left), () -> {
                settling = null;
                whenSettled.run();
            });
        }
        return false;
    }

    /** Waits for open streams so long. */
    void waitAtMost(Duration time) {
        if (patience == null) {
            patience = executor.schedule(time, whenImpatient);
        }
    }

    /** Runs {@code task} when the time is over that the subscription was granted for. */
    void expireAfter(Duration time, Runnable task) {
        expiry = executor.schedule(time, task);
    }

    /** It is over. */
    void stop() {
        cancel(settling);
        cancel(patience);
        cancel(expiry);
    }

    private static void cancel(@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
