package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;

/** The last few ranges of ids that were said not to exist. Takes no memory before the first. */
final class IdRanges {

    private static final int RANGES = 32;

    private long @Nullable [] bounds;
    private int next;

    /** Adds the ids from {@code first} to {@code last}; the oldest range makes room. */
    void add(long first, long last) {
        long[] known = bounds;
        if (known == null) {
            known = new long[2 * RANGES];
            java.util.Arrays.fill(known, -1);
            bounds = known;
        }
        known[next] = first;
        known[next + 1] = last;
        next = (next + 2) % known.length;
    }

    /** Returns whether a range has {@code id}. */
    boolean contains(long id) {
        long[] known = bounds;
        if (known != null) {
            for (int i = 0; i < known.length; i += 2) {
                if (id >= known[i] && id <= known[i + 1]) {
                    return true;
                }
            }
        }
        return false;
    }
}
