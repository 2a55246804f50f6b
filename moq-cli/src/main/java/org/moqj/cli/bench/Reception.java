package org.moqj.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;
import org.moqj.cli.json.JsonLines;

/**
 * What all subscribers got together.
 *
 * @param objects different objects, counted for each subscriber
 * @param bytes their payload
 * @param lost objects that were sent and did not come
 * @param duplicated objects that came again
 * @param reordered objects that came after one with a higher number in their track
 * @param reorderedInGroup objects that came after one with a higher number in their group
 * @param seconds from the first object to the last
 * @param latency how long objects took, in milliseconds
 */
record Reception(
        long objects,
        long bytes,
        long lost,
        long duplicated,
        long reordered,
        long reorderedInGroup,
        double seconds,
        Latency latency) {

    /**
     * Percentiles in milliseconds; all 0 where no object came.
     *
     * @param p50 the half did not take longer
     * @param p90 likewise
     * @param p99 likewise
     * @param p999 99.9 percent did not
     * @param max the longest
     */
    record Latency(double p50, double p90, double p99, double p999, double max) {}

    /** Sums up. Not thread-safe. */
    static final class Sum {

        private final Histogram micros = new Histogram(3);
        private long objects;
        private long bytes;
        private long duplicated;
        private long reordered;
        private long reorderedInGroup;
        private long firstNanos = Long.MAX_VALUE;
        private long lastNanos = Long.MIN_VALUE;

        void add(
                Histogram more,
                long moreObjects,
                long moreBytes,
                long moreDuplicated,
                long moreReordered,
                long moreReorderedInGroup) {
            micros.add(more);
            objects += moreObjects;
            bytes += moreBytes;
            duplicated += moreDuplicated;
            reordered += moreReordered;
            reorderedInGroup += moreReorderedInGroup;
        }

        void span(long first, long last) {
            firstNanos = Math.min(firstNanos, first);
            lastNanos = Math.max(lastNanos, last);
        }

        /** Returns the sum, where {@code expected} objects were to come. */
        Reception of(long expected) {
            double seconds = objects == 0 ? 0 : (lastNanos - firstNanos) / 1e9;
            Latency latency = new Latency(millis(50), millis(90), millis(99), millis(99.9), micros.getMaxValue() / 1e3);
            return new Reception(
                    objects, bytes, expected - objects, duplicated, reordered, reorderedInGroup, seconds, latency);
        }

        private double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /** Returns payload in megabits a second; 0 where there is no time to divide by. */
    double megabits() {
        return seconds > 0 ? bytes * 8 / seconds / 1e6 : 0;
    }

    /** Returns objects a second; 0 where there is no time to divide by. */
    double objectsPerSecond() {
        return seconds > 0 ? objects / seconds : 0;
    }

    ObjectNode json() {
        ObjectNode json = JsonLines.object();
        json.put("objects", objects).put("bytes", bytes).put("seconds", seconds);
        json.put("lost", lost).put("duplicated", duplicated).put("reordered", reordered);
        json.put("reordered_in_group", reorderedInGroup);
        json.putObject("latency_ms")
                .put("p50", latency.p50())
                .put("p90", latency.p90())
                .put("p99", latency.p99())
                .put("p99_9", latency.p999())
                .put("max", latency.max());
        return json;
    }

    static Reception of(com.fasterxml.jackson.databind.JsonNode json) {
        com.fasterxml.jackson.databind.JsonNode latency = json.path("latency_ms");
        return new Reception(
                json.path("objects").asLong(),
                json.path("bytes").asLong(),
                json.path("lost").asLong(),
                json.path("duplicated").asLong(),
                json.path("reordered").asLong(),
                json.path("reordered_in_group").asLong(),
                json.path("seconds").asDouble(),
                new Latency(
                        latency.path("p50").asDouble(),
                        latency.path("p90").asDouble(),
                        latency.path("p99").asDouble(),
                        latency.path("p99_9").asDouble(),
                        latency.path("max").asDouble()));
    }
}
