package org.moqj.cli.terminal;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What a command has sent or received so far. Thread-safe. */
public final class Counters {

    private final LongAdder objects = new LongAdder();
    private final LongAdder groups = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<String, RecentGroups> recentGroups = new ConcurrentHashMap<>();
    private volatile LongSupplier drops = () -> 0;
    private volatile long lateMillis = Long.MIN_VALUE;

    /** Counts an object. */
    public void count(String track, long groupId, int size) {
        objects.increment();
        bytes.add(size);
        if (recentGroups.computeIfAbsent(track, name -> new RecentGroups()).isNew(groupId)) {
            groups.increment();
        }
    }

    /** The groups that had objects last: groups may come side by side, and each counts once. */
    private static final class RecentGroups {

        private static final int KEPT = 256;

        private final Set<Long> ids = new LinkedHashSet<>();
        private long last = -1;

        synchronized boolean isNew(long groupId) {
            if (groupId == last) {
                return false;
            }
            last = groupId;
            boolean isNew = ids.add(groupId);
            if (ids.size() > KEPT) {
                Iterator<Long> oldest = ids.iterator();
                oldest.next();
                oldest.remove();
            }
            return isNew;
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
