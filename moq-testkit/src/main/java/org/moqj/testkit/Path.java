package org.moqj.testkit;

import java.time.Duration;

/** One direction between two ends, and what goes wrong on it. Without faults until told otherwise. */
public interface Path {

    /**
     * Has all that is sent from now on take {@code latency} longer. Nothing overtakes what was sent before it.
     *
     * @throws IllegalArgumentException where it is negative
     */
    void delay(Duration latency);

    /**
     * Loses some of what is sent from now on: datagrams of a session in memory, where streams are reliable; packets of a
     * {@link FaultyNetwork}, which QUIC repeats where they carried streams.
     *
     * @param share how many: 0 (none) to 1 (all)
     * @param seed says which: the same seed loses the same ones of the same traffic
     * @throws IllegalArgumentException where {@code share} is not 0 to 1
     */
    void lose(double share, long seed);

    /** Lets nothing through until {@link #resume()}; it is kept meanwhile. */
    void stall();

    /** Lets through what was kept, in its order, and all that follows. */
    void resume();
}
