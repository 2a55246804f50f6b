package org.moqj.core.internal;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which groups of a track had objects that are no longer kept, as ranges. Where those become too many, the oldest are
 * joined with what is between them: rather too much counts as forgotten than too little.
 */
final class ForgottenGroups {

    private static final int MAX_RANGES = 1024;

    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    void add(long groupId) {
        Map.Entry<Long, Long> below = lastByFirst.floorEntry(groupId);
        if (below != null && below.getValue() >= groupId) {
            return;
        }
        long first = below != null && below.getValue() == groupId - 1 ? below.getKey() : groupId;
        Long joined = lastByFirst.remove(groupId + 1);
        lastByFirst.put(first, joined == null ? groupId : joined);
        if (lastByFirst.size() > MAX_RANGES) {
            joinOldest();
        }
    }

    /** Adds each group below {@code groupId}. */
    void addAllBefore(long groupId) {
        long last = groupId - 1;
        Map.Entry<Long, Long> below = lastByFirst.floorEntry(groupId);
        if (below != null) {
            last = Math.max(last, below.getValue());
            lastByFirst.headMap(groupId, true).clear();
        }
        lastByFirst.put(0L, last);
    }

    private void joinOldest() {
        long first = lastByFirst.firstKey();
        lastByFirst.remove(first);
        long last = lastByFirst.remove(lastByFirst.firstKey());
        lastByFirst.put(first, last);
    }

    /** Returns whether any group from {@code first} to {@code last} was forgotten. */
    boolean hasAny(long first, long last) {
        Map.Entry<Long, Long> below = lastByFirst.floorEntry(last);
        return below != null && below.getValue() >= first;
    }
}
