package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** An array of a claimed length that takes memory only as bytes arrive: at most double of what came, or a first step. */
final class ProgressiveArray {

    /** What is taken at once on a bare claim; objects up to this size are never copied twice. */
    private static final int FIRST_STEP = 16 << 10;

    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int length;
    private int filled;

    /** Begins an array of {@code claimedLength} bytes. */
    void begin(int claimedLength) {
        bytes = NONE;
        length = claimedLength;
        filled = 0;
    }

    /** Takes what there is, and returns whether all bytes are there. */
    boolean read(ByteBuf in) {
        int size = Math.min(in.readableBytes(), length - filled);
        if (filled + size > bytes.length) {
            grow(filled + size);
        }
        in.readBytes(bytes, filled, size);
        filled += size;
        return filled == length;
    }

    private void grow(int needed) {
        int wanted = Math.max(FIRST_STEP, (int) Math.min(Integer.MAX_VALUE, 2L * needed));
        bytes = Arrays.copyOf(bytes, Math.min(length, wanted));
    }

    /** Returns the bytes of memory taken so far. */
    int capacity() {
        return bytes.length;
    }

    /** Returns the array, which now is the caller's and exactly as long as was claimed. */
    byte[] take() {
        byte[] taken = bytes;
        bytes = NONE;
        return taken;
    }
}
