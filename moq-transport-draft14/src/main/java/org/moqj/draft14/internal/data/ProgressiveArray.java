package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.moqj.core.spi.draft.ByteBudget;

/** An array of a claimed length that takes memory only as bytes arrive: at most double of what came, or a first step. */
final class ProgressiveArray {

    /** What is taken at once on a bare claim; objects up to this size are never copied twice. */
    private static final int FIRST_STEP = 64 << 10;

    private static final byte[] NONE = new byte[0];

    private final ByteBudget budget;
    private byte[] bytes = NONE;
    private int length;
    private int filled;

    /** Takes memory out of {@code budget} as long as arrays are not complete. */
    ProgressiveArray(ByteBudget budget) {
        this.budget = budget;
    }

    /** Begins an array of {@code claimedLength} bytes. */
    void begin(int claimedLength) {
        bytes = NONE;
        length = claimedLength;
        filled = 0;
    }

    /** Takes what there is, and returns whether all bytes are there. */
    boolean read(ByteBuf in) throws StreamFault {
        int size = Math.min(in.readableBytes(), length - filled);
        if (filled + size > bytes.length) {
            grow(filled + size);
        }
        in.readBytes(bytes, filled, size);
        filled += size;
        return filled == length;
    }

    private void grow(int needed) throws StreamFault {
        int wanted = Math.max(FIRST_STEP, (int) Math.min(Integer.MAX_VALUE, 2L * needed));
        int size = Math.min(length, wanted);
        if (!budget.take(size - bytes.length)) {
            throw StreamFault.overBudget(size - bytes.length, budget);
        }
        bytes = Arrays.copyOf(bytes, size);
    }

    /** Returns the bytes of memory taken so far. */
    int capacity() {
        return bytes.length;
    }

    /** Returns the array, which now is the caller's and exactly as long as was claimed. */
    byte[] take() {
        byte[] taken = bytes;
        release();
        return taken;
    }

    /** Forgets what an array has taken. */
    void release() {
        budget.give(bytes.length);
        bytes = NONE;
    }
}
