package org.moqj.core.spi.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.moqj.core.model.ByteString;

/**
 * Reads the fields of one complete message. Every read names the field as the draft spells it, so that every violation
 * says which field was wrong. A field that goes beyond the message's end can never complete: that is a violation, never
 * a reason to wait.
 *
 * <p>Borrows the buffer: the caller still releases it. Not thread-safe.
 */
public final class WireReader {

    private final ByteBuf in;

    /** Reads what is readable in {@code in}, moving its reader index. */
    public WireReader(ByteBuf in) {
        this.in = in;
    }

    /** Returns the number of bytes left. */
    public int remaining() {
        return in.readableBytes();
    }

    /** Returns whether nothing is left. */
    public boolean isAtEnd() {
        return !in.isReadable();
    }

    /** Reads a varint of any length. */
    public long varint(String field) throws ProtocolViolation {
        if (!Varint.isReadable(in)) {
            throw ended(field);
        }
        return Varint.read(in);
    }

    /** Reads one byte, 0 to 255. */
    public int u8(String field) throws ProtocolViolation {
        need(1, field);
        return in.readUnsignedByte();
    }

    /** Reads two bytes, big-endian, 0 to 65535. */
    public int u16(String field) throws ProtocolViolation {
        need(2, field);
        return in.readUnsignedShort();
    }

    /** Reads a byte that must be 0 or 1. */
    public boolean flag(String field) throws ProtocolViolation {
        int value = u8(field);
        if (value > 1) {
            throw ProtocolViolation.invalid(field, "must be 0 or 1, is " + value);
        }
        return value == 1;
    }

    /**
     * Reads a varint that counts or measures something in memory.
     *
     * @param max the largest value allowed, itself included
     */
    public int boundedVarint(String field, int max) throws ProtocolViolation {
        long value = varint(field);
        if (value > max) {
            throw ProtocolViolation.invalid(field, "at most " + max + ", is " + value);
        }
        return (int) value;
    }

    /**
     * Reads a varint length and that many bytes.
     *
     * @param maxLength the most bytes allowed; more is a violation before anything is taken
     */
    public ByteString lengthPrefixed(String field, int maxLength) throws ProtocolViolation {
        return bytes(field, boundedVarint(field, maxLength));
    }

    /** Reads a varint length and that many bytes of text; what is not UTF-8 becomes the replacement character. */
    public String text(String field, int maxLength) throws ProtocolViolation {
        int length = boundedVarint(field, maxLength);
        need(length, field);
        return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
    }

    /** Reads {@code length} bytes. */
    public ByteString bytes(String field, int length) throws ProtocolViolation {
        need(length, field);
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return ByteString.copyOf(bytes);
    }

    /** Returns a reader of the next {@code length} bytes alone, and moves past them. */
    public WireReader slice(String field, int length) throws ProtocolViolation {
        need(length, field);
        return new WireReader(in.readSlice(length));
    }

    /** Checks that everything was read. */
    public void expectEnd(String message) throws ProtocolViolation {
        if (in.isReadable()) {
            throw ProtocolViolation.invalid("Length", message + " has " + in.readableBytes() + " bytes too many");
        }
    }

    private void need(int bytes, String field) throws ProtocolViolation {
        if (in.readableBytes() < bytes) {
            throw ended(field);
        }
    }

    private ProtocolViolation ended(String field) {
        return ProtocolViolation.incomplete(field, "cut off, only " + in.readableBytes() + " bytes are left");
    }
}
