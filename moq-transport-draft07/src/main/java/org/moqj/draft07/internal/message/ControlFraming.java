package org.moqj.draft07.internal.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * Cuts the control stream into messages: type, length, payload (draft-07, section 6). A payload is read only once all
 * of it is there, so that whatever it lacks then is a violation.
 *
 * <p>Confined to the session's event loop. Holds at most one incomplete message; {@link #release()} frees it.
 */
public final class ControlFraming {

    private static final int MAX_VARINT_BYTES = 8;

    private final ByteBufAllocator allocator;
    private final int maxLength;
    private @Nullable ByteBuf incomplete;

    /**
     * Cuts messages of up to {@code maxLength} bytes of payload; larger ones are a violation as soon as their length
     * is known.
     */
    public ControlFraming(ByteBufAllocator allocator, int maxLength) {
        this.allocator = allocator;
        this.maxLength = maxLength;
    }

    /** Returns {@code message} with its type and length in front; the buffer is the caller's. */
    public static ByteBuf encode(ControlMessage message, ByteBufAllocator allocator) {
        ByteBuf out = allocator.buffer(64);
        try {
            write(message, out);
            return out;
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
    }

    /** Appends {@code message} with its type and length in front. */
    public static void write(ControlMessage message, ByteBuf out) {
        Varint.write(out, message.type().code());
        int lengthAt = out.writerIndex();
        int payloadAt = lengthAt + MAX_VARINT_BYTES; // the length's own size is known only afterwards
        out.writeZero(MAX_VARINT_BYTES);
        message.write(new WireWriter(out));
        int length = out.writerIndex() - payloadAt;
        out.writerIndex(lengthAt);
        Varint.write(out, length);
        out.setBytes(out.writerIndex(), out, payloadAt, length);
        out.writerIndex(out.writerIndex() + length);
    }

    /**
     * Reads as much of {@code in} as makes one message.
     *
     * @return the next message; null when all of {@code in} was taken and more is needed
     */
    public @Nullable ControlMessage next(ByteBuf in) throws ProtocolViolation {
        ByteBuf held = incomplete;
        if (held == null) {
            ControlMessage message = take(in);
            if (message == null && in.isReadable()) {
                incomplete = allocator.buffer(in.readableBytes()).writeBytes(in);
            }
            return message;
        }
        while (in.isReadable()) {
            held.writeBytes(in, Math.min(in.readableBytes(), missing(held)));
            ControlMessage message = take(held);
            if (message != null) {
                release();
                return message;
            }
        }
        return null;
    }

    /** Returns whether a message has begun that is not complete. */
    public boolean isInsideMessage() {
        return incomplete != null;
    }

    /** Frees the incomplete message, if there is one. */
    public void release() {
        if (incomplete != null) {
            incomplete.release();
            incomplete = null;
        }
    }

    private @Nullable ControlMessage take(ByteBuf in) throws ProtocolViolation {
        int start = in.readerIndex();
        if (!Varint.isReadable(in)) {
            return null;
        }
        ControlMessageType type = ControlMessageType.of(Varint.read(in));
        if (!Varint.isReadable(in)) {
            in.readerIndex(start);
            return null;
        }
        int length = checkedLength(Varint.read(in));
        if (in.readableBytes() < length) {
            in.readerIndex(start);
            return null;
        }
        return type.read(new WireReader(in.readSlice(length)));
    }

    private int checkedLength(long length) throws ProtocolViolation {
        if (length > maxLength) {
            throw ProtocolViolation.invalid("Message Length", "at most " + maxLength + ", is " + length);
        }
        return (int) length;
    }

    /** Returns how many bytes the message in {@code held} lacks, as far as what is there tells. */
    private int missing(ByteBuf held) throws ProtocolViolation {
        ByteBuf view = held.slice();
        if (!Varint.isReadable(view)) {
            return 1;
        }
        Varint.read(view);
        if (!Varint.isReadable(view)) {
            return 1;
        }
        return checkedLength(Varint.read(view)) - view.readableBytes();
    }
}
