package org.moqj.cli.terminal;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What a command has sent or received so far. Thread-safe. */
public final class Counters {

    private final LongAdder objects = new LongAdder();
    private final LongAdder groups = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<String, Long> lastGroups = new ConcurrentHashMap<>();
    private volatile LongSupplier drops = () -> 0;
    private volatile long lateMillis = Long.MIN_VALUE;

    /** Counts an object. */
    public void count(String track, long groupId, int size) {
        objects.increment();
        bytes.add(size);
        Long last = lastGroups.get(track);
        if (last == null || last != groupId) {
            lastGroups.put(track, groupId);
            groups.increment();
        }
    }

    /** Sets who knows how many objects were dropped. */
    public void setDrops(LongSupplier drops) {
        this.drops = drops;
    }

    /** Sets how late the media is: by how much more it took to arrive than what came first. */
    public void setLateMillis(long millis) {
        lateMillis = millis;
    }

    /** Returns how many objects were counted. */
    public long objects() {
        return objects.sum();
    }

    /** Returns the payload of all objects together. */
    public long bytes() {
        return bytes.sum();
    }

    /** Returns how many objects were dropped. */
    public long drops() {
        return drops.getAsLong();
    }

    /** Returns the counts in words. */
    public String line() {
        String line = String.format(
                Locale.ROOT,
                "%d objects, %d groups, %.2f MB, %d dropped",
                objects(),
                groups.sum(),
                bytes() / 1e6,
                drops());
        return lateMillis == Long.MIN_VALUE ? line : line + ", " + lateMillis + " ms late";
    }
}
