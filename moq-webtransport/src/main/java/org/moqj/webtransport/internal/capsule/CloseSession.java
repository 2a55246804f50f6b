package org.moqj.webtransport.internal.capsule;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.moqj.core.spi.wire.Varint;

/**
 * CLOSE_WEBTRANSPORT_SESSION (draft-ietf-webtrans-http3, section 6): a 32-bit code and up to 1024 bytes of text.
 *
 * @param code the application's error code, 0 to 2^32-1
 * @param reason text for people
 */
public record CloseSession(long code, String reason) {

    /** The capsule's type. */
    public static final long TYPE = 0x2843;

    /** The most bytes of text. */
    public static final int MAX_REASON = 1024;

    private static final int CODE_SIZE = 4;

    /** The most bytes of the capsule's value. */
    static final int MAX_VALUE = CODE_SIZE + MAX_REASON;

    /**
     * Reads the capsule's value.
     *
     * @throws MalformedCapsule where it is too short or too long
     */
    public static CloseSession read(ByteBuf value) throws MalformedCapsule {
        int size = value.readableBytes();
        if (size < CODE_SIZE || size > MAX_VALUE) {
            throw new MalformedCapsule("CLOSE_WEBTRANSPORT_SESSION has " + size + " bytes");
        }
        long code = value.readUnsignedInt();
        return new CloseSession(code, value.toString(StandardCharsets.UTF_8));
    }

    /** Returns the whole capsule in a new direct buffer. */
    public ByteBuf write(ByteBufAllocator allocator) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        if (text.length > MAX_REASON) {
            text = Arrays.copyOf(text, MAX_REASON);
        }
        int size = CODE_SIZE + text.length;
        ByteBuf out = allocator.directBuffer(Varint.size(TYPE) + Varint.size(size) + size);
        Varint.write(out, TYPE);
        Varint.write(out, size);
        out.writeInt((int) code);
        return out.writeBytes(text);
    }
}
