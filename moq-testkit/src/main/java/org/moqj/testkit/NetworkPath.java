package org.moqj.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A direction of a {@link FaultyNetwork}. Faults are set by any thread, and met by the network's own, under one lock a
 * packet.
 */
final class NetworkPath implements Path {

    private final Queue<Packet> under = new ArrayDeque<>();
    private final Runnable wakeUp;
    private long latency;
    private double loss;
    private SplittableRandom random = new SplittableRandom(0);
    private boolean stalled;
    private long lastDue = Long.MIN_VALUE;

    /** What is on its way. */
    private record Packet(long due, Runnable arrival) {}

    /** Makes a path that has the network look at it again by {@code wakeUp} when something may have become due. */
    NetworkPath(Runnable wakeUp) {
        this.wakeUp = wakeUp;
    }

    @Override
    public synchronized void delay(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("A latency is not negative: " + time);
        }
        latency = time.toNanos();
    }

    @Override
    public synchronized void lose(double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share is 0 to 1: " + share);
        }
        loss = share;
        random = new SplittableRandom(seed);
    }

    @Override
    public synchronized void stall() {
        stalled = true;
    }

    @Override
    public void resume() {
        synchronized (this) {
            stalled = false;
        }
        wakeUp.run();
    }

    /** Takes a packet, which {@code arrival} delivers where it is not lost. */
    synchronized void send(long now, Runnable arrival) {
        if (loss == 0 || random.nextDouble() >= loss) {
            lastDue = Math.max(lastDue, now + latency);
            under.add(new Packet(lastDue, arrival));
        }
    }

    /**
     * Delivers what is due at {@code now}.
     *
     * @return nanoseconds until the next packet is due; {@link Long#MAX_VALUE} where none is
     */
    long deliver(long now) {
        for (Packet packet = due(now); packet != null; packet = due(now)) {
            packet.arrival().run();
        }
        return next(now);
    }

    private synchronized @Nullable Packet due(long now) {
        Packet first = under.peek();
        return stalled || first == null || first.due() - now > 0 ? null : under.remove();
    }

    private synchronized long next(long now) {
        Packet first = under.peek();
        return stalled || first == null ? Long.MAX_VALUE : first.due() - now;
    }
}
