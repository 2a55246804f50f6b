package org.moqj.core.spi.wire;

import io.netty.buffer.ByteBuf;

/** QUIC's variable-length integers (RFC 9000, section 16): 1, 2, 4 or 8 bytes for values up to 2^62-1. */
public final class Varint {

    /** The largest value. */
    public static final long MAX = (1L << 62) - 1;

    private Varint() {}

    /** Returns the bytes that the shortest form of {@code value} takes. */
    public static int size(long value) {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("Not a 62-bit integer: " + value);
        }
        if (value < 1 << 6) {
            return 1;
        }
        if (value < 1 << 14) {
            return 2;
        }
        return value < 1 << 30 ? 4 : 8;
    }

    /** Appends the shortest form of {@code value}. */
    public static void write(ByteBuf out, long value) {
        switch (size(value)) {
            case 1 -> out.writeByte((int) value);
            case 2 -> out.writeShort((int) (value | 0x4000));
            case 4 -> out.writeInt((int) (value | 0x8000_0000L));
            default -> out.writeLong(value | 0xc000_0000_0000_0000L);
        }
    }

    /** Returns whether a whole varint is readable at the reader index. */
    public static boolean isReadable(ByteBuf in) {
        return in.isReadable() && in.readableBytes() >= encodedSize(in.getByte(in.readerIndex()));
    }

    /** Returns the bytes that the varint starting with {@code firstByte} takes. */
    public static int encodedSize(byte firstByte) {
        return 1 << ((firstByte & 0xc0) >> 6);
    }

    /** Reads a varint of any length; {@link #isReadable} must have been checked. */
    public static long read(ByteBuf in) {
        return switch (encodedSize(in.getByte(in.readerIndex()))) {
            case 1 -> in.readByte();
            case 2 -> in.readShort() & 0x3fff;
            case 4 -> in.readInt() & 0x3fff_ffffL;
            default -> in.readLong() & MAX;
        };
    }
}
