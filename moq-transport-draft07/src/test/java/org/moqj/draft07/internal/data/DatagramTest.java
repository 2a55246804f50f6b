package org.moqj.draft07.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.Wire;

class DatagramTest {

    private static final DataLayout DRAFT = Draft07Layout.INSTANCE;
    private static final DataLayout MOQ_RS = new MoqRsLayout(number -> false);

    private static final String WITH_PAYLOAD = """
            01             | Type = OBJECT_DATAGRAM
            80 01 00 05    | Track Alias = 0x10005
            07             | Group ID
            40 42          | Object ID = 66
            81             | Publisher Priority = 129
            02             | Object Payload Length
            68 69          | "hi"
            """;

    private static final String WITH_STATUS = """
            01             | Type = OBJECT_DATAGRAM
            05             | Track Alias
            07             | Group ID
            08             | Object ID
            00             | Publisher Priority
            00             | Object Payload Length
            03             | Object Status = end of group
            """;

    private static final String OF_MOQ_RS = """
            05             | Subscribe ID, and no type
            80 01 00 05    | Track Alias = 0x10005
            07             | Group ID
            08             | Object ID
            81             | Publisher Priority = 129
            00             | Object Status = normal, always there
            02             | Object Payload Length
            68 69          | "hi"
            """;

    @Test
    void readsAndWritesAPayload() throws ProtocolViolation {
        assertThat(read(DRAFT, WITH_PAYLOAD)).containsExactly("-1 65541 7/66/66 p129 NORMAL \"hi\"");
        assertThat(write(DRAFT, -1, 0x10005, normal(7, 66, 129, "hi"))).isEqualTo(Wire.bytes(WITH_PAYLOAD));
    }

    @Test
    void readsAndWritesAStatus() throws ProtocolViolation {
        assertThat(read(DRAFT, WITH_STATUS)).containsExactly("-1 5 7/8/8 p0 END_OF_GROUP \"\"");
        MoqObject end =
                MoqObject.ofStatus(7, 8, 8, 0, ForwardingPreference.DATAGRAM, List.of(), ObjectStatus.END_OF_GROUP);
        assertThat(write(DRAFT, -1, 5, end)).isEqualTo(Wire.bytes(WITH_STATUS));
    }

    @Test
    void readsAndWritesThoseOfMoqRs() throws ProtocolViolation {
        assertThat(read(MOQ_RS, OF_MOQ_RS)).containsExactly("5 65541 7/8/8 p129 NORMAL \"hi\"");
        assertThat(write(MOQ_RS, 5, 0x10005, normal(7, 8, 129, "hi"))).isEqualTo(Wire.bytes(OF_MOQ_RS));
    }

    @Test
    void anEmptyObjectHasAStatus() {
        assertThat(write(DRAFT, -1, 1, normal(2, 3, 4, ""))).isEqualTo(Wire.bytes("01 01 02 03 04 00 00 | empty"));
    }

    @Test
    void needsEveryByte() {
        assertEveryByteIsNeeded(DRAFT, WITH_PAYLOAD);
        assertEveryByteIsNeeded(DRAFT, WITH_STATUS);
        assertEveryByteIsNeeded(MOQ_RS, OF_MOQ_RS);
    }

    private static void assertEveryByteIsNeeded(DataLayout layout, String lines) {
        byte[] bytes = Wire.bytes(lines);
        for (int length = 0; length < bytes.length; length++) {
            ProtocolViolation violation = violation(layout, Arrays.copyOf(bytes, length));
            assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INCOMPLETE);
            assertThat(violation.code()).isEqualTo(0x3);
        }
    }

    @Test
    void rejectsBytesAfterThePayload() {
        for (String lines : new String[] {WITH_PAYLOAD, WITH_STATUS, OF_MOQ_RS}) {
            DataLayout layout = lines.equals(OF_MOQ_RS) ? MOQ_RS : DRAFT;
            ProtocolViolation violation = violation(layout, Wire.bytes(lines + "00 | one too many"));
            assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
            assertThat(violation.code()).isEqualTo(0x3);
            assertThat(violation.field()).isEqualTo("Object Payload Length");
        }
    }

    @Test
    void rejectsOtherTypes() {
        for (String type : new String[] {"00", "02", "04", "05"}) {
            ProtocolViolation violation = violation(DRAFT, Wire.bytes(type + " 00 00 00 00 00 00 | Type"));
            assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
            assertThat(violation.field()).isEqualTo("Datagram Type");
        }
    }

    @Test
    void rejectsStatusesThatDoNotExistOrDoNotFit() {
        for (String status : new String[] {"02", "06", "3f", "40 50"}) {
            assertInvalid(DRAFT, "01 01 02 03 04 00 " + status + " | no such status", "Object Status");
            assertInvalid(MOQ_RS, "00 01 02 03 04 " + status + " 00 | no such status", "Object Status");
        }
        for (String status : new String[] {"01", "03", "04", "05"}) {
            assertInvalid(MOQ_RS, "00 01 02 03 04 " + status + " 01 78 | with a payload", "Object Payload Length");
        }
    }

    @Test
    void takesAPayloadOfItsLimitAndNoLargerOne() throws ProtocolViolation {
        for (DataLayout layout : List.of(DRAFT, MOQ_RS)) {
            List<Integer> sizes = new ArrayList<>();
            DatagramListener size = (id, alias, object) -> sizes.add(object.payloadSize());
            layout.readDatagram(Unpooled.wrappedBuffer(write(layout, 1, 2, normal(3, 4, 5, "x".repeat(50)))), 50, size);
            assertThat(sizes).containsExactly(50);
            ProtocolViolation violation = catchThrowableOfType(
                    ProtocolViolation.class,
                    () -> layout.readDatagram(
                            Unpooled.wrappedBuffer(write(layout, 1, 2, normal(3, 4, 5, "x".repeat(51)))), 50, size));
            assertThat(violation.field()).isEqualTo("Object Payload Length");
            assertThat(violation.code()).isEqualTo(0x3);
        }
    }

    @Test
    void survivesRandomBytes() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            try {
                MOQ_RS.readDatagram(Unpooled.wrappedBuffer(bytes), 1000, (id, alias, object) -> {});
                DRAFT.readDatagram(Unpooled.wrappedBuffer(bytes), 1000, (id, alias, object) -> {});
            } catch (ProtocolViolation expected) {
                assertThat(expected.code()).isEqualTo(0x3);
            }
        }
    }

    private static List<String> read(DataLayout layout, String lines) throws ProtocolViolation {
        List<String> objects = new ArrayList<>();
        layout.readDatagram(
                Wire.buffer(lines),
                1000,
                (id, alias, object) -> objects.add(id + " " + alias + " " + ParsedStream.show(object)));
        return objects;
    }

    private static byte[] write(DataLayout layout, long subscribeId, long alias, MoqObject object) {
        ByteBuf out = Unpooled.buffer();
        layout.writeDatagram(out, subscribeId, alias, object);
        assertThat(out.readableBytes()).isEqualTo(layout.datagramSize(subscribeId, alias, object));
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    private static MoqObject normal(long group, long id, int priority, String text) {
        byte[] payload = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return MoqObject.of(
                group, id, id, priority, ForwardingPreference.DATAGRAM, List.of(), payload, 0, payload.length);
    }

    private static void assertInvalid(DataLayout layout, String lines, String field) {
        ProtocolViolation violation = violation(layout, Wire.bytes(lines));
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo(field);
    }

    private static ProtocolViolation violation(DataLayout layout, byte[] bytes) {
        return catchThrowableOfType(
                ProtocolViolation.class,
                () -> layout.readDatagram(Unpooled.wrappedBuffer(bytes), 1000, (id, alias, object) -> {}));
    }
}
