package org.moqj.core.internal;

import java.util.Arrays;

/** Ids that were left out, as rising ranges: a range takes two numbers, and nothing is made for an id. */
final class IdGaps {

    private static final int FIRST_CAPACITY = 4;

    private long[] firsts = new long[0];
    private long[] lasts = new long[0];
    private int size;

    /** Adds a range above all others. */
    void add(long first, long last) {
        insert(size, first, last);
    }

    private void insert(int at, long first, long last) {
        if (size == firsts.length) {
            int capacity = Math.max(FIRST_CAPACITY, size * 2);
            firsts = Arrays.copyOf(firsts, capacity);
            lasts = Arrays.copyOf(lasts, capacity);
        }
        System.arraycopy(firsts, at, firsts, at + 1, size - at);
        System.arraycopy(lasts, at, lasts, at + 1, size - at);
        firsts[at] = first;
        lasts[at] = last;
        size++;
    }

    /** Takes {@code id} out, and returns whether it was in. */
    boolean take(long id) {
        int found = Arrays.binarySearch(firsts, 0, size, id);
        int at = found >= 0 ? found : -found - 2;
        if (at < 0 || lasts[at] < id) {
            return false;
        }
        if (firsts[at] == lasts[at]) {
            remove(at);
        } else if (id == firsts[at]) {
            firsts[at]++;
        } else if (id == lasts[at]) {
            lasts[at]--;
        } else {
            insert(at + 1, id + 1, lasts[at]);
            lasts[at] = id - 1;
        }
        return true;
    }

    private void remove(int at) {
        size--;
        System.arraycopy(firsts, at + 1, firsts, at, size - at);
        System.arraycopy(lasts, at + 1, lasts, at, size - at);
    }
}
