package org.moqj.cli.bench;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one subscriber got of one track. Thread-safe. */
final class TrackTally {

    private static final int DIGITS = 3;

    /** What takes longer counts as this long. */
    private static final long MAX_MICROS = 3_600_000_000L;

    private static final int MAX_NUMBERS = Integer.MAX_VALUE - 1;

    /** More groups than arrive side by side. */
    private static final int GROUPS = 4096;

    private final Histogram micros = new Histogram(MAX_MICROS, DIGITS);
    private final BitSet seen = new BitSet();
    private final Map<Long, Long> highestOfGroup = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > GROUPS;
        }
    };
    private long objects;
    private long bytes;
    private long duplicated;
    private long reordered;
    private long reorderedInGroup;
    private long highest = -1;
    private long firstNanos;
    private long lastNanos;

    /** Counts an object of {@code group} that arrives now. */
    void add(Stamp stamp, long group, int size) {
        add(stamp, group, size, Stamp.now());
    }

    synchronized void add(Stamp stamp, long group, int size, long now) {
        if (stamp.number() < 0 || stamp.number() > MAX_NUMBERS) {
            throw new IllegalArgumentException("No object of a bench: number " + stamp.number());
        }
        int number = (int) stamp.number();
        if (seen.get(number)) {
            duplicated++;
            return;
        }
        seen.set(number);
        if (objects == 0) {
            firstNanos = now;
        }
        lastNanos = now;
        objects++;
        bytes += size;
        if (number < highest) {
            reordered++;
        }
        highest = Math.max(highest, number);
        long highestHere = highestOfGroup.merge(group, stamp.number(), Math::max);
        if (number < highestHere) {
            reorderedInGroup++;
        }
        // A clock that was set back makes no object arrive before it was sent.
        micros.recordValue(Math.min(MAX_MICROS, Math.max(0, (now - stamp.nanos()) / 1000)));
    }

    /** Returns how many different objects have come. */
    synchronized long objects() {
        return objects;
    }

    /** Adds what came to {@code sum}. */
    synchronized void addTo(Reception.Sum sum) {
        sum.add(micros, objects, bytes, duplicated, reordered, reorderedInGroup);
        if (objects > 0) {
            sum.span(firstNanos, lastNanos);
        }
    }
}
