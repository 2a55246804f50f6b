package org.moqj.draft14.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Bytes;

/** What holds for every control message, whatever is in its fields. */
class ControlMessageRoundTripTest {

    private static final int MAX = 65535;
    /** Type, which takes one byte for each message of the draft, and length. */
    private static final int HEAD = 3;

    @Provide
    Arbitrary<? extends ControlMessage> messages() {
        return Arbitraries.of(ControlMessageType.class).flatMap(AnyMessage::of);
    }

    private static byte[] written(ControlMessage message) {
        ByteBuf out = Unpooled.buffer();
        ControlFraming.write(message, out);
        return ByteBufUtil.getBytes(out);
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void comesBackAsItWasWritten(@ForAll("messages") ControlMessage message) throws ProtocolViolation {
        Statistics.collect(message.type());
        Statistics.coverage(types -> {
            for (ControlMessageType type : ControlMessageType.values()) {
                types.check(type).count(count -> count > 0);
            }
        });
        ByteBuf in = Bytes.buffer(written(message));

        assertThat(ControlFraming.read(in, MAX)).isEqualTo(message);
        assertThat(in.isReadable()).isFalse();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void isReadOnceItsLastByteIsThere(@ForAll("messages") ControlMessage message) throws ProtocolViolation {
        byte[] bytes = written(message);
        ByteBuf in = Unpooled.buffer();

        for (int i = 0; i < bytes.length - 1; i++) {
            in.writeByte(bytes[i]);
            assertThat(ControlFraming.read(in, MAX)).isNull();
            assertThat(in.readerIndex()).isZero();
        }
        in.writeByte(bytes[bytes.length - 1]);
        assertThat(ControlFraming.read(in, MAX)).isEqualTo(message);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void messagesAreTheSameAtAnySplit(
            @ForAll("messages") ControlMessage first,
            @ForAll("messages") ControlMessage second,
            @ForAll("messages") ControlMessage third,
            @ForAll Random random)
            throws ProtocolViolation {
        ByteBuf sent = Unpooled.wrappedBuffer(written(first), written(second), written(third));
        ByteBuf in = Unpooled.buffer();
        List<ControlMessage> read = new ArrayList<>();

        while (sent.isReadable()) {
            in.writeBytes(sent, Math.min(1 + random.nextInt(40), sent.readableBytes()));
            for (ControlMessage next = ControlFraming.read(in, MAX);
                    next != null;
                    next = ControlFraming.read(in, MAX)) {
                read.add(next);
            }
        }

        assertThat(read).containsExactly(first, second, third);
        assertThat(in.isReadable()).isFalse();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void isIncompleteWhereItsLengthIsTooShort(@ForAll("messages") ControlMessage message, @ForAll Random random) {
        byte[] bytes = written(message);
        int length = random.nextInt(bytes.length - HEAD);
        bytes[1] = (byte) (length >> 8);
        bytes[2] = (byte) length;

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> ControlFraming.read(Bytes.buffer(bytes), MAX))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INCOMPLETE);
                    assertThat(violation.code()).isEqualTo(0x3);
                });
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void bytesOfAPeerAreAMessageOrAViolation(
            @ForAll("messages") ControlMessage message, @ForAll Random random, @ForAll @Size(max = 4) List<Byte> noise)
            throws ProtocolViolation {
        byte[] bytes = written(message);
        for (Byte value : noise) {
            bytes[HEAD + random.nextInt(bytes.length - HEAD)] = value;
        }

        ControlMessage read;
        try {
            read = ControlFraming.read(Bytes.buffer(bytes), MAX);
        } catch (ProtocolViolation violation) {
            assertThat(violation.code()).isIn(0x3L, Token.FORMATTING_ERROR);
            assertThat(violation.field()).isNotEmpty();
            return;
        }
        assertThat(read).isNotNull();
        assertThat(ControlFraming.read(Bytes.buffer(written(read)), MAX)).isEqualTo(read);
    }
}
