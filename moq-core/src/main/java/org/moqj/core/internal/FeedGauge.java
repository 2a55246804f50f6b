package org.moqj.core.internal;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * How much waits in a feed: tells when that is so much that writers should pause, and when no longer. One that takes
 * nothing at all is left to lose groups: it must not hold the writers of all others, until it takes something again.
 * Confined to the feed's executor.
 */
final class FeedGauge {

    private static final int FULL_FRACTION = 4;
    private static final Duration STALLED = Duration.ofSeconds(5);

    private final SessionExecutor executor;
    private final int maxBytes;
    private final Consumer<Boolean> onFull;
    private long bytes;
    private boolean full;
    private boolean stalled;
    private long lastProgress;
    private SessionExecutor.@Nullable Timer timer;

    FeedGauge(SessionExecutor executor, int maxBytes, Consumer<Boolean> onFull) {
        this.executor = executor;
        this.maxBytes = maxBytes;
        this.onFull = onFull;
    }

    void add(MoqObject object) {
        bytes += HeldSize.of(object);
    }

    void remove(MoqObject object) {
        bytes -= HeldSize.of(object);
    }

    boolean isOverLimit() {
        return bytes > maxBytes;
    }

    /** The transport took something that had waited. */
    void progressed() {
        lastProgress = executor.nanoTime();
        stalled = false;
    }

    /** Tells where what waits has become too much, or little enough. */
    void check() {
        int high = maxBytes / FULL_FRACTION;
        if (!full && !stalled && bytes > high) {
            full = true;
            lastProgress = executor.nanoTime();
            if (timer == null) {
                arm(STALLED);
            }
            onFull.accept(true);
        } else if (full && bytes <= high / 2) {
            empty();
        }
    }

    private void arm(Duration delay) {
        timer = executor.schedule(delay, this::checkStalled);
    }

    private void checkStalled() {
        timer = null;
        if (!full) {
            return;
        }
        Duration since = Duration.ofNanos(executor.nanoTime() - lastProgress);
        if (since.compareTo(STALLED) >= 0) {
            stalled = true;
            empty();
        } else {
            arm(STALLED.minus(since));
        }
    }

    private void empty() {
        full = false;
        onFull.accept(false);
    }

    /** The feed is over: nobody waits for it. */
    void stop() {
        stalled = true;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (full) {
            empty();
        }
    }
}
