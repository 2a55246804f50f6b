package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Bytes;

class ObjectDatagramTest {

    /** Each of the ten types (draft-14, section 10.3.1). */
    private static List<Arguments> datagrams() {
        String head = "4100" // Track Alias 256
                + "07"; // Group ID
        String id = "09"; // Object ID
        String priority = "c8"; // Publisher Priority 200
        String extensions = "02" + "0405"; // Extension Headers Length, type 4 of value 5
        String payload = "6162"; // Object Payload "ab"
        String status = "03"; // Object Status: End of Group
        return List.of(
                Arguments.of("00" + head + id + priority + payload, payload(9, false), false),
                Arguments.of("01" + head + id + priority + extensions + payload, payload(9, true), false),
                Arguments.of("02" + head + id + priority + payload, payload(9, false), true),
                Arguments.of("03" + head + id + priority + extensions + payload, payload(9, true), true),
                Arguments.of("04" + head + priority + payload, payload(0, false), false),
                Arguments.of("05" + head + priority + extensions + payload, payload(0, true), false),
                Arguments.of("06" + head + priority + payload, payload(0, false), true),
                Arguments.of("07" + head + priority + extensions + payload, payload(0, true), true),
                Arguments.of("20" + head + id + priority + status, status(false), false),
                Arguments.of("21" + head + id + priority + extensions + status, status(true), false));
    }

    private static List<ExtensionHeader> extensions(boolean any) {
        return any ? List.of(new ExtensionHeader.Numeric(4, 5)) : List.of();
    }

    private static MoqObject payload(long objectId, boolean withExtensions) {
        byte[] payload = {'a', 'b'};
        return MoqObject.of(
                7, objectId, objectId, 200, ForwardingPreference.DATAGRAM, extensions(withExtensions), payload, 0, 2);
    }

    private static MoqObject status(boolean withExtensions) {
        return MoqObject.ofStatus(
                7, 9, 9, 200, ForwardingPreference.DATAGRAM, extensions(withExtensions), ObjectStatus.END_OF_GROUP);
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void decodes(String hex, MoqObject expected, boolean endOfGroup) throws ProtocolViolation {
        ObjectDatagram datagram = ObjectDatagram.read(Bytes.buffer(Bytes.hex(hex)));

        assertThat(datagram.trackAlias()).isEqualTo(256);
        assertThat(datagram.endOfGroup()).isEqualTo(endOfGroup);
        assertThat(datagram.object()).hasToString(expected.toString());
        assertThat(datagram.object().extensionHeaders()).isEqualTo(expected.extensionHeaders());
        assertThat(datagram.object().payloadBytes()).isEqualTo(expected.payloadBytes());
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void encodes(String hex, MoqObject object, boolean endOfGroup) {
        long type = Long.parseLong(hex.substring(0, 2), 16);
        ObjectDatagram datagram = new ObjectDatagram(type, 256, object);
        ByteBuf out = Unpooled.buffer();

        datagram.write(out);

        assertThat(datagram.endOfGroup()).isEqualTo(endOfGroup);
        assertThat(datagram.size()).isEqualTo(out.readableBytes());
        assertThat(Bytes.hexOf(out)).isEqualTo(hex);
    }

    @ParameterizedTest
    @MethodSource("datagrams")
    void rejectsDatagramThatIsCutOff(String hex, MoqObject object, boolean endOfGroup) {
        byte[] bytes = Bytes.hex(hex);
        int end = bytes.length - object.payloadSize(); // a payload is as long as it is
        for (int length = 0; length < end; length++) {
            ByteBuf in = Bytes.buffer(Arrays.copyOf(bytes, length));

            assertThatExceptionOfType(ProtocolViolation.class)
                    .as(hex + " cut to " + length)
                    .isThrownBy(() -> ObjectDatagram.read(in))
                    .satisfies(violation -> {
                        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INCOMPLETE);
                        assertThat(violation.code()).isEqualTo(0x3);
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2000000000" + "0300, INVALID, Length", // a byte behind the status
        "2000000000" + "02, INVALID, Object Status", // no such status
        "2100000000" + "020405" + "01, INVALID, Extension Headers", // of an object that does not exist
        "0100000000" + "00" + "61, INVALID, Extension Headers Length", // announced, but none
        "2100000000" + "00" + "03, INVALID, Extension Headers Length", // announced, but none
        "08, UNKNOWN_TYPE, Datagram Type",
        "1f, UNKNOWN_TYPE, Datagram Type",
        "22, UNKNOWN_TYPE, Datagram Type",
        "4100, UNKNOWN_TYPE, Datagram Type",
    })
    void rejects(String hex, ProtocolViolation.Kind kind, String field) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> ObjectDatagram.read(Bytes.buffer(Bytes.hex(hex))))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(kind);
                    assertThat(violation.code()).isEqualTo(0x3);
                    assertThat(violation.field()).isEqualTo(field);
                });
    }

    @Test
    void readsNormalStatusAsEmptyObject() throws ProtocolViolation {
        ObjectDatagram datagram = ObjectDatagram.read(Bytes.buffer(Bytes.hex("20" + "00000100" + "00")));

        assertThat(datagram.object().status()).isEqualTo(ObjectStatus.NORMAL);
        assertThat(datagram.object().payloadSize()).isZero();
    }

    @Test
    void readsEmptyPayloadAsEmptyObject() throws ProtocolViolation {
        ObjectDatagram datagram = ObjectDatagram.read(Bytes.buffer(Bytes.hex("04" + "000080")));

        assertThat(datagram.object().status()).isEqualTo(ObjectStatus.NORMAL);
        assertThat(datagram.object().payloadSize()).isZero();
    }

    @Test
    void spellsOutObjectIdOfWhatCoreSends() {
        assertThat(ObjectDatagram.of(1, payload(0, false), false).type()).isZero();
        assertThat(ObjectDatagram.of(1, payload(0, true), true).type()).isEqualTo(0x03);
        assertThat(ObjectDatagram.of(1, status(false), true).type()).isEqualTo(0x20);
    }

    @Test
    void refusesTypeThatCannotCarryObject() {
        assertThatThrownBy(() -> new ObjectDatagram(0x04, 1, payload(9, false)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ObjectDatagram(0x00, 1, status(false)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsExtensionHeadersThatNoPayloadFollows() throws ProtocolViolation {
        ObjectDatagram datagram = ObjectDatagram.read(Bytes.buffer(Bytes.hex("01" + "00000080" + "02" + "0405")));

        assertThat(datagram.object().extensionHeaders()).isEqualTo(extensions(true));
        assertThat(datagram.object().payloadSize()).isZero();
    }
}
