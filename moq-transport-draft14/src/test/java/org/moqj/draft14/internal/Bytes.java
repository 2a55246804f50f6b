package org.moqj.draft14.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;

/** Bytes for tests, written field by field in hex. */
public final class Bytes {

    private Bytes() {}

    /** Returns the bytes of all fields, each in hex without spaces. */
    public static byte[] hex(String... fields) {
        return HexFormat.of().parseHex(String.join("", fields));
    }

    /** Returns a field of {@code text}, each character one byte, in hex. */
    public static String text(String text) {
        StringBuilder hex = new StringBuilder();
        text.chars().forEach(c -> hex.append(HexFormat.of().toHexDigits((byte) c)));
        return hex.toString();
    }

    /** Returns a heap buffer of {@code bytes}. */
    public static ByteBuf buffer(byte[] bytes) {
        return Unpooled.wrappedBuffer(bytes);
    }

    /** Returns what is readable in {@code buffer}, in hex, and releases it. */
    public static String hexOf(ByteBuf buffer) {
        try {
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        } finally {
            buffer.release();
        }
    }
}
