package org.moqj.cli.demo;

import java.util.Arrays;

/** Collects how long objects took, and sums them up as percentiles. Thread-safe. */
final class Latencies {

    private static final int FIRST_SIZE = 1024;

    private long[] nanos = new long[FIRST_SIZE];
    private int count;

    synchronized void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latencyNanos;
    }

    /**
     * Returns the latency that {@code percent} of the objects did not exceed, in milliseconds; NaN where there were none.
     *
     * @param percent more than 0, at most 100
     */
    synchronized double percentile(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }
}
