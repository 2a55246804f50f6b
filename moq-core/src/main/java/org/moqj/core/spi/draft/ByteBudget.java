package org.moqj.core.spi.draft;

import org.moqj.core.Limits;

/**
 * The memory that the objects of one session may take together before they have arrived whole: without it every stream
 * that the peer opens could hold an almost complete object of the largest size. Confined to the session's executor.
 */
public final class ByteBudget {

    private final int max;
    private int used;

    private ByteBudget(int max) {
        this.max = max;
    }

    /** Returns the budget of a session: {@link Limits#maxUnfinishedBytes()}, and at least one object. */
    public static ByteBudget of(Limits limits) {
        return new ByteBudget(Math.max(limits.maxUnfinishedBytes(), limits.maxObjectSize()));
    }

    /** Takes {@code bytes}, or returns false and takes none where they are not left. */
    public boolean take(int bytes) {
        if (bytes > max - used) {
            return false;
        }
        used += bytes;
        return true;
    }

    /** Gives {@code bytes} back that were taken. */
    public void give(int bytes) {
        used -= bytes;
    }

    /** Returns what is taken. */
    public int used() {
        return used;
    }

    /** Returns what may be taken in all. */
    public int max() {
        return max;
    }
}
