package org.moqj.core.spi.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * The way to one end of a transport session in memory, and what may go wrong on it. Streams are reliable, as QUIC makes
 * them: they may be late, and only datagrams are lost. Confined to the executor.
 */
public final class InMemoryPath {

    private final SessionExecutor executor;
    private final Queue<Runnable> stalled = new ArrayDeque<>();
    private Duration latency = Duration.ZERO;
    private double datagramLoss;
    private SplittableRandom random = new SplittableRandom(0);
    private boolean isStalled;
    private long latest;

    InMemoryPath(SessionExecutor executor) {
        this.executor = executor;
    }

    /** Has all that is sent from now on take so long; nothing overtakes what was sent before. */
    public void setLatency(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("A latency is not negative: " + time);
        }
        latency = time;
    }

    /**
     * Has datagrams be lost from now on.
     *
     * @param share how many: 0 (none) to 1 (all)
     * @param seed says which: the same seed loses the same ones
     */
    public void setDatagramLoss(double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share is 0 to 1: " + share);
        }
        datagramLoss = share;
        random = new SplittableRandom(seed);
    }

    /** Holds everything back until {@link #resume()}, as a path that is interrupted. */
    public void stall() {
        isStalled = true;
    }

    /** Lets through what was held back, in its order, and all that follows. */
    public void resume() {
        isStalled = false;
        for (Runnable event = stalled.poll(); event != null; event = stalled.poll()) {
            executor.execute(event);
        }
    }

    boolean loses() {
        return datagramLoss > 0 && random.nextDouble() < datagramLoss;
    }

    /** Returns when what is sent now arrives. */
    long arrival() {
        latest = Math.max(latest, executor.nanoTime() + latency.toNanos());
        return latest;
    }

    /** Has {@code event} happen at the other end at {@code time}, or once the path is not stalled any more. */
    void carry(long time, Runnable event) {
        long delay = time - executor.nanoTime();
        if (delay <= 0) {
            arrive(event);
        } else {
            executor.schedule(Duration.ofNanos(delay), () -> arrive(event));
        }
    }

    private void arrive(Runnable event) {
        executor.execute(() -> {
            if (isStalled) {
                stalled.add(event);
            } else {
                event.run();
            }
        });
    }
}
