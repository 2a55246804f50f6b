package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import org.moqj.core.spi.wire.Varint;

/** A varint that may arrive in pieces. Reused for one after the other; keeps no buffer. */
final class IncrementalVarint {

    private int missing;
    private long value;

    /** Reads on. Returns whether the varint is complete; only then has {@link #value()} a meaning. */
    boolean read(ByteBuf in) {
        if (missing == 0) {
            if (Varint.isReadable(in)) {
                value = Varint.read(in);
                return true;
            }
            if (!in.isReadable()) {
                return false;
            }
            byte first = in.readByte();
            missing = Varint.encodedSize(first) - 1;
            value = first & 0x3f;
        }
        while (missing > 0 && in.isReadable()) {
            value = value << 8 | in.readUnsignedByte();
            missing--;
        }
        return missing == 0;
    }

    /** Returns whether a varint has begun that is not complete. */
    boolean isPartial() {
        return missing > 0;
    }

    long value() {
        return value;
    }
}
