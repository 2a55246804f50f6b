package org.moqj.core.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;

/**
 * Objects that wait in their order, each with the time since when it has been here. A ring that grows, so that nothing
 * is made for an object.
 */
final class WaitingObjects {

    private static final int FIRST_CAPACITY = 2;

    private @Nullable MoqObject[] objects = new MoqObject[FIRST_CAPACITY];
    private long[] since = new long[FIRST_CAPACITY];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(MoqObject object, long here) {
        if (size == objects.length) {
            grow();
        }
        int tail = (head + size) & (objects.length - 1);
        objects[tail] = object;
        since[tail] = here;
        size++;
    }

    private void grow() {
        @Nullable MoqObject[] more = Arrays.copyOf(objects, size * 2);
        long[] moreSince = Arrays.copyOf(since, size * 2);
        for (int i = 0; i < size; i++) {
            int at = (head + i) & (size - 1);
            more[i] = objects[at];
            moreSince[i] = since[at];
        }
        objects = more;
        since = moreSince;
        head = 0;
    }

    /** Returns since when the first object has waited; there must be one. */
    long firstSince() {
        assert size > 0;
        return since[head];
    }

    /** Takes the first object out; null where there is none. */
    @Nullable
    MoqObject poll() {
        MoqObject first = objects[head];
        if (first != null) {
            objects[head] = null;
            head = (head + 1) & (objects.length - 1);
            size--;
        }
        return first;
    }
}
