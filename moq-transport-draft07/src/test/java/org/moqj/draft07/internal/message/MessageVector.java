package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft07.internal.Wire;

/** What holds for every control message, shown for one. */
final class MessageVector {

    private static final int LIMIT = 1 << 16;

    private MessageVector() {}

    /**
     * Checks that {@code lines} and {@code message} are the same in both directions, that each byte is needed, and that
     * none may follow.
     */
    static void check(String lines, ControlMessage message) throws ProtocolViolation {
        byte[] bytes = Wire.bytes(lines);
        assertThat(decode(bytes)).isEqualTo(message);
        assertThat(encode(message)).isEqualTo(bytes);
        checkEveryByteIsAwaited(bytes);
        byte[] payload = payload(bytes);
        checkEveryByteIsNeeded(message.type(), payload);
        checkNoByteMayFollow(message.type(), payload);
    }

    /** Returns what is wrong with the message {@code lines}. */
    static ProtocolViolation violation(String lines) {
        return violation(Wire.bytes(lines));
    }

    static ControlMessage decode(byte[] bytes) throws ProtocolViolation {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        ControlFraming framing = new ControlFraming(allocator, LIMIT);
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try {
            ControlMessage message = framing.next(in);
            assertThat(in.isReadable()).isFalse();
            return message;
        } finally {
            framing.release();
            assertThat(allocator.metric().usedHeapMemory()).isZero();
        }
    }

    static byte[] encode(ControlMessage message) {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        ByteBuf out = ControlFraming.encode(message, allocator);
        try {
            byte[] bytes = new byte[out.readableBytes()];
            out.readBytes(bytes);
            return bytes;
        } finally {
            out.release();
            assertThat(allocator.metric().usedHeapMemory()).isZero();
        }
    }

    private static ProtocolViolation violation(byte[] bytes) {
        try {
            throw new AssertionError("No violation, but " + decode(bytes));
        } catch (ProtocolViolation expected) {
            return expected;
        }
    }

    private static void checkEveryByteIsAwaited(byte[] bytes) throws ProtocolViolation {
        for (int length = 0; length < bytes.length; length++) {
            assertThat(decode(Arrays.copyOf(bytes, length)))
                    .as("%d of %d bytes", length, bytes.length)
                    .isNull();
        }
    }

    private static void checkEveryByteIsNeeded(ControlMessageType type, byte[] payload) {
        for (int length = 0; length < payload.length; length++) {
            ProtocolViolation violation = violation(frame(type, Arrays.copyOf(payload, length)));
            assertThat(violation.kind())
                    .as("%d of %d payload bytes", length, payload.length)
                    .isEqualTo(ProtocolViolation.Kind.INCOMPLETE);
            assertThat(violation.code()).isEqualTo(0x3);
        }
    }

    private static void checkNoByteMayFollow(ControlMessageType type, byte[] payload) {
        ProtocolViolation violation = violation(frame(type, Arrays.copyOf(payload, payload.length + 1)));
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo("Length");
    }

    private static byte[] frame(ControlMessageType type, byte[] payload) {
        ByteBuf out = Unpooled.buffer();
        Varint.write(out, type.code());
        Varint.write(out, payload.length);
        out.writeBytes(payload);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    private static byte[] payload(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        Varint.read(in);
        assertThat(Varint.read(in)).isEqualTo(in.readableBytes());
        byte[] payload = new byte[in.readableBytes()];
        in.readBytes(payload);
        return payload;
    }
}
