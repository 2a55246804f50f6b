package org.moqj.draft14.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Bytes;

/** What the draft forbids in control messages, with the code and the field that it is reported with. */
class IllegalControlMessageTest {

    private static final String TRACK = "01" // Track Namespace: fields
            + "0161" // field "a"
            + "0162"; // Track Name "b"

    private record Illegal(String what, String type, String payload, long code, String field) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static Illegal invalid(String what, String type, String payload, String field) {
        return new Illegal(what, type, payload, 0x3, field);
    }

    private static List<Illegal> invalid() {
        return List.of(
                invalid("group order 3", "03", "00" + TRACK + "00030102" + "00", "Group Order"),
                invalid("forward 2", "03", "00" + TRACK + "00000202" + "00", "Forward"),
                invalid("filter 0", "03", "00" + TRACK + "00000100" + "00", "Filter Type"),
                invalid("filter 5", "03", "00" + TRACK + "00000105" + "00", "Filter Type"),
                invalid("namespace without fields", "03", "00" + "00" + "0162" + "00000102" + "00", "Track Namespace"),
                invalid("namespace of 33 fields", "06", "00" + "21" + "00".repeat(33) + "00", "Track Namespace"),
                invalid(
                        "field of 4097 bytes",
                        "06",
                        "00" + "01" + "5001" + "61".repeat(4097) + "00",
                        "Track Namespace"),
                invalid(
                        "full name of 4097 bytes",
                        "03",
                        "00" + "01" + "4fff" + "61".repeat(4095) + "02" + "6262" + "00000102" + "00",
                        "Track Name"),
                invalid("prefix of 33 fields", "11", "00" + "21" + "00".repeat(33) + "00", "Track Namespace Prefix"),
                invalid("decided group order 0", "04", "00" + "07" + "00" + "00" + "00" + "00", "Group Order"),
                invalid("decided group order 3", "04", "00" + "07" + "00" + "03" + "00" + "00", "Group Order"),
                invalid("content exists 2", "04", "00" + "07" + "00" + "01" + "02" + "00", "Content Exists"),
                invalid("offered group order 0", "1d", "01" + TRACK + "09" + "00" + "00" + "01" + "00", "Group Order"),
                invalid("offered forward 2", "1d", "01" + TRACK + "09" + "01" + "00" + "02" + "00", "Forward"),
                invalid("wanted group order 0", "1e", "01" + "01" + "20" + "00" + "02" + "00", "Group Order"),
                invalid("wanted filter 9", "1e", "01" + "01" + "20" + "01" + "09" + "00", "Filter Type"),
                invalid("update's forward 2", "02", "06" + "04" + "00" + "00" + "00" + "40" + "02" + "00", "Forward"),
                invalid("fetch type 0", "16", "08" + "20" + "01" + "00", "Fetch Type"),
                invalid("fetch type 4", "16", "08" + "20" + "01" + "04" + "0000" + "00", "Fetch Type"),
                invalid("fetch's group order 3", "16", "08" + "20" + "03" + "02" + "0000" + "00", "Group Order"),
                invalid("end of track 2", "18", "08" + "01" + "02" + "0309" + "00", "End Of Track"),
                invalid("granted group order 0", "18", "08" + "00" + "00" + "0309" + "00", "Group Order"),
                invalid("reason of 1025 bytes", "05", "06" + "04" + "4401" + "61".repeat(1025), "Error Reason"),
                invalid("URI of 8193 bytes", "10", "6001" + "61".repeat(8193), "New Session URI"),
                invalid("value of 65536 bytes", "06", "00" + "010161" + "01" + "21" + "80010000", "Parameter Length"),
                invalid("known parameter twice", "21", "0e" + "02" + "0201" + "0201", "Parameter Type"),
                new Illegal("alias type 4", "06", "00" + "010161" + "01" + "0301" + "04", 0x6, "Alias Type"),
                new Illegal("alias with rest", "06", "00" + "010161" + "01" + "0303" + "020800", 0x6, "Length"));
    }

    private static List<Illegal> incomplete() {
        return List.of(
                invalid("more versions than bytes", "20", "7fff" + "0e", "Supported Versions"),
                invalid("more parameters than bytes", "07", "", "Request ID"),
                invalid("parameters cut off", "21", "0e" + "05" + "0201", "Parameter Type"),
                invalid("name longer than message", "03", "00" + "01" + "0161" + "20" + "62", "Track Name"),
                new Illegal("token without alias", "06", "00" + "010161" + "01" + "0301" + "02", 0x6, "Token Alias"),
                new Illegal("token without type", "06", "00" + "010161" + "01" + "0301" + "03", 0x6, "Token Type"),
                new Illegal("token of nothing", "06", "00" + "010161" + "01" + "0300", 0x6, "Alias Type"));
    }

    private static byte[] message(Illegal illegal) {
        int length = illegal.payload().length() / 2;
        return Bytes.hex(illegal.type(), HexFormat.of().toHexDigits((short) length), illegal.payload());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void rejectsInvalid(Illegal illegal) {
        check(illegal, ProtocolViolation.Kind.INVALID);
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void rejectsIncomplete(Illegal illegal) {
        check(illegal, ProtocolViolation.Kind.INCOMPLETE);
    }

    private static void check(Illegal illegal, ProtocolViolation.Kind kind) {
        ByteBuf in = Bytes.buffer(message(illegal));

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> ControlFraming.read(in, 65535))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(kind);
                    assertThat(violation.code()).isEqualTo(illegal.code());
                    assertThat(violation.field()).isEqualTo(illegal.field());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "00", "1b", "1c", "22", "4040", "4041", "80000022"})
    void rejectsUnknownType(String type) {
        ByteBuf in = Bytes.buffer(Bytes.hex(type)); // nothing but the type: told at once

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> ControlFraming.read(in, 65535))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
                    assertThat(violation.code()).isEqualTo(0x3);
                    assertThat(violation.field()).isEqualTo("Message Type");
                });
    }

    @Test
    void rejectsLengthOverLimitBeforeThePayload() {
        ByteBuf in = Bytes.buffer(Bytes.hex(
                "03", // Type
                "0101" // Length, over the limit of 256; nothing follows
                ));

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> ControlFraming.read(in, 256))
                .satisfies(violation -> assertThat(violation.field()).isEqualTo("Length"));
    }

    @Test
    void allowsRepeatedUnknownParameters() throws ProtocolViolation {
        ByteBuf in = Bytes.buffer(Bytes.hex(
                "11", // Type: SUBSCRIBE_NAMESPACE
                "0009", // Length
                "00", // Request ID
                "010161", // Track Namespace Prefix "a"
                "02", // Number of Parameters
                "2000", // Parameter of a type nobody knows
                "2000" // the same again
                ));

        assertThat(ControlFraming.read(in, 65535)).isInstanceOf(SubscribeNamespace.class);
    }

    @Test
    void ignoresParameterOfAnotherMessage() throws ProtocolViolation {
        ByteBuf in = Bytes.buffer(Bytes.hex(
                "18", // Type: FETCH_OK, which has no token and no delivery timeout
                "000e", // Length
                "08", // Request ID
                "01", // Group Order
                "00", // End Of Track
                "0309", // End Location
                "03", // Number of Parameters
                "0205", // DELIVERY TIMEOUT
                "0205", // DELIVERY TIMEOUT again
                "0302ffff" // AUTHORIZATION TOKEN without a token's structure
                ));

        FetchOk message = (FetchOk) ControlFraming.read(in, 65535);

        assertThat(message).isNotNull();
        assertThat(message.parameters().tokens()).isEmpty();
    }
}
