package org.moqj.draft14.internal.data;

import org.moqj.core.Limits;

/**
 * The memory that objects of one track may take together before they have arrived whole: without it, every stream could
 * hold an almost complete object of the largest size. Confined to the session's event loop.
 */
public final class ByteBudget {

    private final int max;
    private int used;

    private ByteBudget(int max) {
        this.max = max;
    }

    /** Returns the budget of a track: what may wait of it for a slow consumer, and at least one object. */
    public static ByteBudget ofTrack(Limits limits) {
        return new ByteBudget(Math.max(limits.maxQueuedBytes(), limits.maxObjectSize()));
    }

    /** Takes {@code bytes}, or throws where they are not left. */
    void take(int bytes) throws StreamFault {
        if (bytes > max - used) {
            throw StreamFault.overLimit("Unfinished objects", (long) used + bytes, max);
        }
        used += bytes;
    }

    /** Gives {@code bytes} back. */
    void give(int bytes) {
        used -= bytes;
    }

    /** Returns what is taken. */
    int used() {
        return used;
    }
}
