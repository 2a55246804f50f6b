package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A payload that arrives in pieces. What its length claims is not believed: the array is never more than twice as large
 * as what has arrived, and never larger than the claim.
 */
final class ProgressiveArray {

    private static final byte[] EMPTY = new byte[0];

    private byte[] bytes = EMPTY;
    private int length;
    private int received;

    /** Begins a payload of {@code newLength} bytes. */
    void begin(int newLength) {
        length = newLength;
        received = 0;
        bytes = EMPTY;
    }

    /** Reads on. Returns whether the payload is complete. */
    boolean read(ByteBuf in) {
        int size = Math.min(in.readableBytes(), length - received);
        if (received + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacityFor(received + size));
        }
        in.readBytes(bytes, received, size);
        received += size;
        return received == length;
    }

    /** Hands over the complete payload. */
    byte[] take() {
        byte[] taken = bytes;
        bytes = EMPTY;
        return taken;
    }

    private int capacityFor(int needed) {
        return needed > length / 2 ? length : 2 * needed;
    }
}
