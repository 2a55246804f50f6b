package org.moqj.draft14.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Bytes;

class ControlMessageTest {

    private static final int MAX = 65535;

    private static List<Vectors.Vector> vectors() {
        return Vectors.all();
    }

    @Test
    void hasVectorOfEveryType() {
        assertThat(vectors()).extracting(vector -> vector.message().type()).contains(ControlMessageType.values());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void decodes(Vectors.Vector vector) throws ProtocolViolation {
        ByteBuf in = Bytes.buffer(vector.bytes());

        ControlMessage message = ControlFraming.read(in, MAX);

        assertThat(message).isEqualTo(vector.message());
        assertThat(in.isReadable()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void encodes(Vectors.Vector vector) {
        ByteBuf out = Unpooled.buffer();

        ControlFraming.write(vector.message(), out);

        assertThat(Bytes.hexOf(out)).isEqualTo(HexFormat.of().formatHex(vector.bytes()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void waitsForEveryMissingByte(Vectors.Vector vector) throws ProtocolViolation {
        for (int length = 0; length < vector.bytes().length; length++) {
            ByteBuf in = Bytes.buffer(Arrays.copyOf(vector.bytes(), length));

            assertThat(ControlFraming.read(in, MAX))
                    .as("of " + length + " bytes")
                    .isNull();
            assertThat(in.readerIndex()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rejectsLengthThatCutsFieldShort(Vectors.Vector vector) {
        int payload = vector.bytes().length - 3;
        for (int length = 0; length < payload; length++) {
            ByteBuf in = Bytes.buffer(withLength(vector.bytes(), length));

            assertThatExceptionOfType(ProtocolViolation.class)
                    .as(vector + " cut to " + length)
                    .isThrownBy(() -> ControlFraming.read(in, MAX))
                    .satisfies(violation -> {
                        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INCOMPLETE);
                        assertThat(violation.code()).isEqualTo(0x3);
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rejectsByteTooMany(Vectors.Vector vector) {
        byte[] longer = Arrays.copyOf(vector.bytes(), vector.bytes().length + 1);
        ByteBuf in = Bytes.buffer(withLength(longer, longer.length - 3));

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> ControlFraming.read(in, MAX))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
                    assertThat(violation.code()).isEqualTo(0x3);
                    assertThat(violation.field()).isEqualTo("Length");
                });
    }

    /** Sets the length field, which follows the one byte that all types take. */
    private static byte[] withLength(byte[] message, int length) {
        byte[] changed = message.clone();
        changed[1] = (byte) (length >> 8);
        changed[2] = (byte) length;
        return changed;
    }

    @Test
    void readsMessagesThatFollowEachOther() throws ProtocolViolation {
        ByteBuf in = Unpooled.buffer();
        vectors().forEach(vector -> in.writeBytes(vector.bytes()));

        List<ControlMessage> read = new ArrayList<>();
        for (ControlMessage message = ControlFraming.read(in, MAX);
                message != null;
                message = ControlFraming.read(in, MAX)) {
            read.add(message);
        }

        assertThat(read)
                .isEqualTo(vectors().stream().map(Vectors.Vector::message).toList());
    }

    @Test
    void acceptsIntegersOfAnyLength() throws ProtocolViolation {
        byte[] unsubscribe = Bytes.hex(
                "400a", // Type, in two bytes
                "0008", // Length
                "c000000000000004" // Request ID, in eight bytes
                );

        assertThat(ControlFraming.read(Bytes.buffer(unsubscribe), MAX)).isEqualTo(new Unsubscribe(4));
    }

    @Test
    void refusesToWriteMessageThatIsTooLong() {
        Parameter large = new Parameter.Binary(0x21, ByteString.copyOf(new byte[65535]));
        SubscribeNamespace message = new SubscribeNamespace(0, TrackNamespace.of("a"), new Parameters(List.of(large)));
        ByteBuf out = Unpooled.buffer();

        assertThatThrownBy(() -> ControlFraming.write(message, out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SUBSCRIBE_NAMESPACE");
        assertThat(out.isReadable()).isFalse();
    }

    @Test
    void writesAndReadsTheLongestMessage() throws ProtocolViolation {
        int others = 8; // request id, namespace, count, type and length of the parameter
        Parameter large = new Parameter.Binary(0x21, ByteString.copyOf(new byte[MAX - others - 2]));
        SubscribeNamespace message = new SubscribeNamespace(0, TrackNamespace.of("a"), new Parameters(List.of(large)));
        ByteBuf out = Unpooled.buffer();

        ControlFraming.write(message, out);

        assertThat(out.getUnsignedShort(1)).isEqualTo(MAX);
        assertThat(ControlFraming.read(out, MAX)).isEqualTo(message);
    }
}
