package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.moqj.core.spi.draft.ByteBudget;

/**
 * A payload that arrives in pieces. What its length claims is not believed: the array takes at most double of what has
 * arrived, or a first step, and never more than the claim.
 */
final class ProgressiveArray {

    /** What is taken at once on a bare claim; payloads up to this size are never copied twice. */
    private static final int FIRST_STEP = 64 << 10;

    private static final byte[] EMPTY = new byte[0];

    private final ByteBudget budget;
    private byte[] bytes = EMPTY;
    private int length;
    private int received;

    /** Takes memory out of {@code budget} as long as a payload is not complete. */
    ProgressiveArray(ByteBudget budget) {
        this.budget = budget;
    }

    /** Begins a payload of {@code newLength} bytes. */
    void begin(int newLength) {
        length = newLength;
        received = 0;
        bytes = EMPTY;
    }

    /** Takes memory for what can be read next, or returns false where the budget has none. */
    boolean reserve(ByteBuf in) {
        int needed = received + Math.min(in.readableBytes(), length - received);
        if (needed <= bytes.length) {
            return true;
        }
        int capacity = capacityFor(needed);
        if (!budget.take(capacity - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    /** Reads on, once that is {@linkplain #reserve reserved}. Returns whether the payload is complete. */
    boolean read(ByteBuf in) {
        int size = Math.min(in.readableBytes(), length - received);
        in.readBytes(bytes, received, size);
        received += size;
        return received == length;
    }

    /** Hands over the complete payload. */
    byte[] take() {
        byte[] taken = bytes;
        release();
        return taken;
    }

    /** Forgets what a payload has taken. */
    void release() {
        budget.give(bytes.length);
        bytes = EMPTY;
    }

    private int capacityFor(int needed) {
        return needed > length / 2 ? length : Math.min(length, Math.max(FIRST_STEP, 2 * needed));
    }
}
