package org.moqj.core.spi.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.moqj.core.model.ByteString;

/** Appends the fields of a message to a buffer, which stays the caller's. Not thread-safe. */
public final class WireWriter {

    private final ByteBuf out;

    /** Appends to {@code out}. */
    public WireWriter(ByteBuf out) {
        this.out = out;
    }

    /** Returns the buffer that is written to. */
    public ByteBuf buffer() {
        return out;
    }

    /** Appends the shortest varint of {@code value}. */
    public WireWriter varint(long value) {
        Varint.write(out, value);
        return this;
    }

    /** Appends one byte. */
    public WireWriter u8(int value) {
        out.writeByte(value);
        return this;
    }

    /** Appends two bytes, big-endian. */
    public WireWriter u16(int value) {
        out.writeShort(value);
        return this;
    }

    /** Appends 1 for true and 0 for false, in one byte. */
    public WireWriter flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** Appends {@code value} without a length. */
    public WireWriter bytes(ByteString value) {
        out.writeBytes(value.asByteBuffer());
        return this;
    }

    /** Appends a varint length, and {@code value}. */
    public WireWriter lengthPrefixed(ByteString value) {
        return varint(value.size()).bytes(value);
    }

    /** Appends a varint length in bytes, and the UTF-8 form of {@code value}. */
    public WireWriter text(String value) {
        varint(ByteBufUtil.utf8Bytes(value));
        out.writeCharSequence(value, StandardCharsets.UTF_8);
        return this;
    }
}
