package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;

/** What holds for every control message, whatever is in its fields. */
class ControlMessageRoundTripTest {

    private static final int MAX = 1 << 20;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @Provide
    Arbitrary<? extends ControlMessage> messages() {
        return Arbitraries.of(ControlMessageType.class).flatMap(AnyMessage::of);
    }

    @AfterProperty
    void leavesNothingBehind() {
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void comesBackAsItWasWritten(@ForAll("messages") ControlMessage message) throws ProtocolViolation {
        EveryType.isAmong(message);
        assertThat(readInPieces(written(message), MAX)).containsExactly(message);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void isReadOnceItsLastByteIsThere(@ForAll("messages") ControlMessage message) throws ProtocolViolation {
        byte[] bytes = written(message);
        byte[] allButOne = Arrays.copyOf(bytes, bytes.length - 1);

        assertThat(readInPieces(allButOne, MAX)).isEmpty();
        assertThat(readInPieces(allButOne, 1)).isEmpty();
        assertThat(readInPieces(bytes, 1)).containsExactly(message);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void messagesAreTheSameAtAnySplit(
            @ForAll("messages") ControlMessage first,
            @ForAll("messages") ControlMessage second,
            @ForAll("messages") ControlMessage third,
            @ForAll Random random)
            throws ProtocolViolation {
        ByteBuf sent = Unpooled.wrappedBuffer(written(first), written(second), written(third));
        ControlFraming framing = new ControlFraming(allocator, MAX);
        List<ControlMessage> read = new ArrayList<>();

        while (sent.isReadable()) {
            readAll(framing, sent.readSlice(Math.min(1 + random.nextInt(40), sent.readableBytes())), read);
        }

        assertThat(read).containsExactly(first, second, third);
        assertThat(framing.isInsideMessage()).isFalse();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void isIncompleteWhereItsLengthIsTooShort(@ForAll("messages") ControlMessage message, @ForAll Random random) {
        byte[] payload = payload(message);
        byte[] cut = Arrays.copyOf(payload, random.nextInt(payload.length));

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> readInPieces(framed(message.type(), cut), MAX))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INCOMPLETE);
                    assertThat(violation.code()).isEqualTo(0x3);
                });
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void isInvalidWhereItsLengthIsTooLong(@ForAll("messages") ControlMessage message, @ForAll @Size(3) byte[] more) {
        byte[] payload = payload(message);
        byte[] longer = Arrays.copyOf(payload, payload.length + more.length);
        System.arraycopy(more, 0, longer, payload.length, more.length);

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> readInPieces(framed(message.type(), longer), MAX))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
                    assertThat(violation.code()).isEqualTo(0x3);
                    assertThat(violation.field()).isEqualTo("Length");
                });
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void bytesOfAPeerAreAMessageOrAViolation(
            @ForAll("messages") ControlMessage message, @ForAll Random random, @ForAll @Size(max = 4) List<Byte> noise)
            throws ProtocolViolation {
        byte[] payload = payload(message);
        for (Byte value : noise) {
            payload[random.nextInt(payload.length)] = value;
        }

        List<ControlMessage> read;
        try {
            read = readInPieces(framed(message.type(), payload), MAX);
        } catch (ProtocolViolation violation) {
            assertThat(violation.code()).isIn(0x3L, Parameters.LENGTH_MISMATCH);
            assertThat(violation.field()).isNotEmpty();
            return;
        }
        assertThat(read).hasSize(1);
        assertThat(readInPieces(written(read.get(0)), MAX)).isEqualTo(read);
    }

    private List<ControlMessage> readInPieces(byte[] bytes, int size) throws ProtocolViolation {
        ControlFraming framing = new ControlFraming(allocator, MAX);
        List<ControlMessage> read = new ArrayList<>();
        try {
            for (int at = 0; at < bytes.length; at += size) {
                readAll(framing, Unpooled.wrappedBuffer(bytes, at, Math.min(size, bytes.length - at)), read);
            }
            return read;
        } finally {
            framing.release();
        }
    }

    private static void readAll(ControlFraming framing, ByteBuf in, List<ControlMessage> to) throws ProtocolViolation {
        for (ControlMessage next = framing.next(in); next != null; next = framing.next(in)) {
            to.add(next);
        }
        assertThat(in.isReadable()).isFalse();
    }

    private static byte[] written(ControlMessage message) {
        ByteBuf out = Unpooled.buffer();
        ControlFraming.write(message, out);
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] payload(ControlMessage message) {
        ByteBuf written = Unpooled.wrappedBuffer(written(message));
        Varint.read(written);
        assertThat(Varint.read(written)).isEqualTo(written.readableBytes());
        return ByteBufUtil.getBytes(written);
    }

    private static byte[] framed(ControlMessageType type, byte[] payload) {
        ByteBuf out = Unpooled.buffer();
        Varint.write(out, type.code());
        Varint.write(out, payload.length);
        out.writeBytes(payload);
        return ByteBufUtil.getBytes(out);
    }
}
