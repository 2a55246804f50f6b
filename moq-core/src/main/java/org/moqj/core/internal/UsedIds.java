package org.moqj.core.internal;

import java.util.Map;
import java.util.TreeMap;

/** Which ids have been used, kept as ranges: dense ids take constant memory however many there are. Thread-safe. */
final class UsedIds {

    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    /** Marks {@code id} as used, and returns whether it was not used before. */
    synchronized boolean use(long id) {
        Map.Entry<Long, Long> below = lastByFirst.floorEntry(id);
        if (below != null && below.getValue() >= id) {
            return false;
        }
        long first = below != null && below.getValue() == id - 1 ? below.getKey() : id;
        Long joined = lastByFirst.remove(id + 1);
        lastByFirst.put(first, joined == null ? id : joined);
        return true;
    }

    /** Marks the id above all used ones as used, and returns it; 0 at first. */
    synchronized long useNext() {
        long next = lastByFirst.isEmpty() ? 0 : lastByFirst.lastEntry().getValue() + 1;
        use(next);
        return next;
    }
}
