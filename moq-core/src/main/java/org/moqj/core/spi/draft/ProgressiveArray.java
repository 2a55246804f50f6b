package org.moqj.core.spi.draft;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Bytes of a claimed length that arrive in pieces. The claim is not believed: the array takes at most double of what has
 * arrived, or a first step, and never more than the claim. Reused for one after the other; confined to the session's
 * executor.
 */
public final class ProgressiveArray {

    /** What is taken at once on a bare claim; what is no longer than this is never copied twice. */
    private static final int FIRST_STEP = 64 << 10;

    private static final byte[] EMPTY = new byte[0];

    private final ByteBudget budget;
    private byte[] bytes = EMPTY;
    private int length;
    private int received;

    /** Takes memory out of {@code budget} as long as the bytes are not complete. */
    public ProgressiveArray(ByteBudget budget) {
        this.budget = budget;
    }

    /** Begins anew, for {@code newLength} bytes. */
    public void begin(int newLength) {
        length = newLength;
        received = 0;
        bytes = EMPTY;
    }

    /** Returns how many bytes {@link #reserve} would take; 0 where there is room. */
    public int wanted(ByteBuf in) {
        int needed = received + Math.min(in.readableBytes(), length - received);
        return needed <= bytes.length ? 0 : capacityFor(needed) - bytes.length;
    }

    /** Takes memory for what can be read next, or returns false where the budget has none. */
    public boolean reserve(ByteBuf in) {
        int more = wanted(in);
        if (!budget.take(more)) {
            return false;
        }
        if (more > 0) {
            bytes = Arrays.copyOf(bytes, bytes.length + more);
        }
        return true;
    }

    /** Reads on, once that is {@linkplain #reserve reserved}. Returns whether all bytes are there. */
    public boolean read(ByteBuf in) {
        int size = Math.min(in.readableBytes(), length - received);
        in.readBytes(bytes, received, size);
        received += size;
        return received == length;
    }

    /** Returns the bytes of memory taken so far. */
    int capacity() {
        return bytes.length;
    }

    /** Hands over the complete bytes, in an array exactly as long as was claimed. */
    public byte[] take() {
        byte[] taken = bytes;
        release();
        return taken;
    }

    /** Forgets what was taken. */
    public void release() {
        budget.give(bytes.length);
        bytes = EMPTY;
    }

    private int capacityFor(int needed) {
        return needed > length / 2 ? length : Math.min(length, Math.max(FIRST_STEP, 2 * needed));
    }
}
