package org.moqj.draft07.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Bytes assembled by hand: lines of hex, each with a comment after a bar. */
public final class Wire {

    private Wire() {}

    /** Returns the bytes of {@code lines}, such as {@code 40 41 | Type}. */
    public static byte[] bytes(String lines) {
        StringBuilder hex = new StringBuilder();
        for (String line : lines.lines().toList()) {
            int bar = line.indexOf('|');
            hex.append((bar < 0 ? line : line.substring(0, bar)).replace(" ", ""));
        }
        return ByteBufUtil.decodeHexDump(hex);
    }

    /** Returns the bytes of {@code lines} in a buffer on the heap, which needs no release. */
    public static ByteBuf buffer(String lines) {
        return Unpooled.wrappedBuffer(bytes(lines));
    }
}
