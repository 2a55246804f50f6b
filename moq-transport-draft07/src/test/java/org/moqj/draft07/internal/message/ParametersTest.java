package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;

/** Parameters, their lengths and their limits (draft-07, section 6.1). */
class ParametersTest {

    @Test
    void keysHaveTheNumbersOfTheDraft() {
        assertThat(SetupParameter.ROLE.code()).isEqualTo(0x0);
        assertThat(SetupParameter.PATH.code()).isEqualTo(0x1);
        assertThat(SetupParameter.MAX_SUBSCRIBE_ID.code()).isEqualTo(0x2);
        assertThat(VersionParameter.AUTHORIZATION_INFO.code()).isEqualTo(0x2);
        assertThat(VersionParameter.DELIVERY_TIMEOUT.code()).isEqualTo(0x3);
        assertThat(VersionParameter.MAX_CACHE_DURATION.code()).isEqualTo(0x4);
        assertThat(VersionParameter.DELIVERY_TIMEOUT.label()).isEqualTo("DELIVERY TIMEOUT");
        assertThat(SetupParameter.MAX_SUBSCRIBE_ID.label()).isEqualTo("MAX_SUBSCRIBE_ID");
    }

    @Test
    void rolesHaveTheNumbersOfTheDraft() {
        assertThat(Role.PUBLISHER.code()).isEqualTo(0x1);
        assertThat(Role.SUBSCRIBER.code()).isEqualTo(0x2);
        assertThat(Role.PUB_SUB.code()).isEqualTo(0x3);
    }

    @Test
    void readsNumbersOfEveryLength() throws ProtocolViolation {
        long[] values = {0, 63, 64, 16383, 16384, (1L << 30) - 1, 1L << 30, (1L << 62) - 1};
        for (long value : values) {
            Parameters parameters = Parameters.NONE.with(VersionParameter.DELIVERY_TIMEOUT, value);
            assertThat(parameters.varint(VersionParameter.DELIVERY_TIMEOUT)).hasValue(value);
        }
        assertThat(Parameters.NONE.varint(VersionParameter.DELIVERY_TIMEOUT)).isEmpty();
        assertThat(Parameters.NONE.bytes(VersionParameter.AUTHORIZATION_INFO)).isEmpty();
    }

    @Test
    void aNumberThatDoesNotFillItsLengthIsNone() {
        for (byte[] value : new byte[][] {{}, {0x40}, {5, 0}, {(byte) 0x80, 0, 0}, {(byte) 0xc0, 0, 0, 0, 0, 0, 0}}) {
            Parameters parameters = Parameters.NONE.with(VersionParameter.DELIVERY_TIMEOUT, ByteString.copyOf(value));
            assertThat(parameters.varint(VersionParameter.DELIVERY_TIMEOUT))
                    .as("%d bytes", value.length)
                    .isEmpty();
        }
    }

    @Test
    void takesAsManyAsItsLimitAndNoMore() throws ProtocolViolation {
        assertThat(Parameters.read(new WireReader(differentParameters(64))).list())
                .hasSize(64);
        ProtocolViolation violation = catchThrowableOfType(
                ProtocolViolation.class, () -> Parameters.read(new WireReader(differentParameters(65))));
        assertThat(violation.field()).isEqualTo("Number of Parameters");
        assertThat(violation.code()).isEqualTo(0x3);
    }

    /** Every message and parameter of which the draft says that its value is one integer (sections 6.1 and 6.2.2). */
    @Test
    void rejectsNumbersThatDoNotFillTheirLengthWhereverTheyMeanSomething() {
        String version = "c0000000ff000007 ";
        String[][] messages = {
            {"40 40", "01 " + version + "01 00", "ROLE"},
            {"40 40", "01 " + version + "01 02", "MAX_SUBSCRIBE_ID"},
            {"40 41", version + "01 00", "ROLE"},
            {"40 41", version + "01 02", "MAX_SUBSCRIBE_ID"},
            {"02", "00 00 00 00 00 00 01 03", "DELIVERY TIMEOUT"},
            {"03", "00 01 01 01 61 01 62 00 00 01 01 03", "DELIVERY TIMEOUT"},
            {"04", "00 00 01 00 01 03", "DELIVERY TIMEOUT"},
            {"04", "00 00 01 00 01 04", "MAX_CACHE_DURATION"},
            {"18", "00 01 00 00 00 01 04", "MAX_CACHE_DURATION"},
        };
        for (String[] message : messages) {
            for (String value :
                    new String[] {"00", "01 40", "02 05 00", "03 80 00 00", "09 c0 00 00 00 00 00 00 05 00"}) {
                String payload = message[1] + " " + value;
                int length = payload.replace(" ", "").length() / 2;
                ProtocolViolation violation =
                        MessageVector.violation(message[0] + String.format("%02x", length) + payload);
                assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
                assertThat(violation.code()).as(payload).isEqualTo(0x5);
                assertThat(violation.field()).isEqualTo(message[2]);
            }
        }
    }

    @Test
    void rejectsAParameterTwiceInEveryMessage() {
        String version = "c0000000ff000007";
        String[][] messages = {
            {"40 40", "01 " + version}, // CLIENT_SETUP
            {"40 41", version}, // SERVER_SETUP
            {"02", "00 00 00 00 00 00"}, // SUBSCRIBE_UPDATE
            {"03", "00 01 01 01 61 01 62 00 00 01"}, // SUBSCRIBE
            {"04", "00 00 01 00"}, // SUBSCRIBE_OK
            {"06", "01 01 61"}, // ANNOUNCE
            {"11", "01 01 61"}, // SUBSCRIBE_ANNOUNCES
            {"16", "06 01 01 61 01 62 00 01 00 00 00 00"}, // FETCH
            {"18", "06 01 00 00 00"}, // FETCH_OK
        };
        for (String[] message : messages) {
            String payload = message[1] + " 02" + " 02 01 05" + " 02 01 05";
            int length = payload.replace(" ", "").length() / 2;
            ProtocolViolation violation = MessageVector.violation(message[0] + String.format("%02x", length) + payload);
            assertThat(violation.code()).isEqualTo(0x3);
            assertThat(violation.field()).as(payload).isEqualTo("Parameter Type");
        }
    }

    @Test
    void showsSizesAndNoValues() {
        Parameters parameters = Parameters.NONE.with(VersionParameter.AUTHORIZATION_INFO, ByteString.of("a secret"));
        assertThat(parameters.toString()).contains("type=2", "size=8").doesNotContain("secret");
    }

    private static ByteBuf differentParameters(int count) {
        ByteBuf out = Unpooled.buffer();
        Varint.write(out, count);
        for (int type = 0; type < count; type++) {
            Varint.write(out, type);
            out.writeByte(1).writeByte('x');
        }
        return out;
    }
}
