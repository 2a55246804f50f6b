package org.moqj.webtransport.internal.capsule;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.wire.Varint;

/**
 * Finds the end of a session among the capsules of a CONNECT stream, whose bytes come in any split (RFC 9297, section
 * 3.2). Capsules of other types are skipped as they come, whatever their length; only the one of interest is kept, of
 * at most 1028 bytes.
 */
public final class CapsuleReader {

    /** The longest type and length. */
    private static final int MAX_HEADER = 16;

    /** Wraps an array, so that nobody need release it. */
    private final ByteBuf pending = Unpooled.wrappedBuffer(new byte[Math.max(MAX_HEADER, CloseSession.MAX_VALUE)])
            .clear();

    private long type = -1;
    private long remaining;

    /**
     * Reads all of {@code data}, up to and including the end of the session.
     *
     * @return the end of the session, once its last byte has come
     * @throws MalformedCapsule where it has a length that cannot be
     */
    public @Nullable CloseSession read(ByteBuf data) throws MalformedCapsule {
        while (data.isReadable()) {
            if (type == -1) {
                readHeader(data);
            } else if (type != CloseSession.TYPE) {
                skip(data);
            } else {
                take(data, (int) remaining - pending.readableBytes());
            }
            if (type == CloseSession.TYPE && pending.readableBytes() == remaining) {
                return CloseSession.read(pending);
            }
        }
        return null;
    }

    private void readHeader(ByteBuf data) throws MalformedCapsule {
        take(data, 1);
        int typeSize = Varint.encodedSize(pending.getByte(0));
        if (pending.readableBytes() <= typeSize) {
            return;
        }
        if (pending.readableBytes() < typeSize + Varint.encodedSize(pending.getByte(typeSize))) {
            return;
        }
        type = Varint.read(pending);
        remaining = Varint.read(pending);
        pending.clear();
        if (type == CloseSession.TYPE && remaining > CloseSession.MAX_VALUE) {
            throw new MalformedCapsule("CLOSE_WEBTRANSPORT_SESSION has " + remaining + " bytes");
        }
        if (type != CloseSession.TYPE && remaining == 0) {
            type = -1;
        }
    }

    private void skip(ByteBuf data) {
        int skipped = (int) Math.min(remaining, data.readableBytes());
        data.skipBytes(skipped);
        remaining -= skipped;
        if (remaining == 0) {
            type = -1;
        }
    }

    private void take(ByteBuf data, int wanted) {
        pending.writeBytes(data, Math.min(wanted, data.readableBytes()));
    }
}
