package org.moqj.core.spi.wire;

import io.netty.buffer.ByteBuf;

/**
 * Reads a variable-length integer that may come in pieces, keeping nothing but a number. Reused for one after the other;
 * confined to one thread at a time.
 */
public final class IncrementalVarint {

    private long value;
    private int missing;

    /** Reads what there is, and returns whether the integer is complete; {@link #value()} then has it. */
    public boolean read(ByteBuf in) {
        if (missing == 0) {
            if (Varint.isReadable(in)) {
                value = Varint.read(in);
                return true;
            }
            if (!in.isReadable()) {
                return false;
            }
            byte first = in.readByte();
            value = first & 0x3f;
            missing = Varint.encodedSize(first) - 1;
        }
        while (missing > 0 && in.isReadable()) {
            value = value << 8 | in.readUnsignedByte();
            missing--;
        }
        return missing == 0;
    }

    /** Returns whether a part of an integer was read. */
    public boolean isPartial() {
        return missing > 0;
    }

    /** Returns the integer that was completed last. */
    public long value() {
        return value;
    }
}
