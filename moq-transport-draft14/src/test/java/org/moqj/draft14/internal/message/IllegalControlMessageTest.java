package org.moqj.draft14.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Bytes;
import org.moqj.draft14.internal.message.IllegalMessages.Illegal;

/** What the draft forbids in control messages, with the code and the field that it is reported with. */
class IllegalControlMessageTest {

    private static List<Illegal> invalid() {
        return IllegalMessages.invalid();
    }

    private static List<Illegal> incomplete() {
        return IllegalMessages.incomplete();
    }

    private static Illegal invalid(String what, String type, String payload, String field) {
        return new Illegal(what, type, payload, 0x3, field);
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
        ByteBuf in = Bytes.buffer(illegal.bytes());

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

    /** Each message that has a reason, and what stands before it. */
    @ParameterizedTest
    @CsvSource({
        "05, 0604", // SUBSCRIBE_ERROR: Request ID, Error Code
        "08, 0604", // PUBLISH_NAMESPACE_ERROR
        "0b, 060203", // PUBLISH_DONE: Request ID, Status Code, Stream Count
        "0c, 01016104", // PUBLISH_NAMESPACE_CANCEL: Track Namespace, Error Code
        "0f, 0604", // TRACK_STATUS_ERROR
        "13, 0604", // SUBSCRIBE_NAMESPACE_ERROR
        "19, 0604", // FETCH_ERROR
        "1f, 0604", // PUBLISH_ERROR
    })
    void rejectsReasonThatIsTooLong(String type, String before) throws ProtocolViolation {
        check(
                invalid("reason of 1025 bytes", type, before + "4401" + "61".repeat(1025), "Error Reason"),
                ProtocolViolation.Kind.INVALID);

        Illegal longest = invalid("reason of 1024 bytes", type, before + "4400" + "61".repeat(1024), "");
        assertThat(ControlFraming.read(Bytes.buffer(longest.bytes()), 65535)).isNotNull();
    }

    /** Each message that has parameters, what stands before them, and a parameter that it knows. */
    @ParameterizedTest
    @CsvSource({
        "02, 06040000004001, 0205", // SUBSCRIBE_UPDATE: DELIVERY TIMEOUT
        "03, 00010161016200000102, 0205", // SUBSCRIBE: DELIVERY TIMEOUT
        "04, 0007000100, 0409", // SUBSCRIBE_OK: MAX CACHE DURATION
        "0d, 00010161016200000102, 0205", // TRACK_STATUS: DELIVERY TIMEOUT
        "0e, 0000000100, 0409", // TRACK_STATUS_OK: MAX CACHE DURATION
        "18, 0801000309, 0409", // FETCH_OK: MAX CACHE DURATION
        "1d, 01010161016209010001, 0409", // PUBLISH: MAX CACHE DURATION
        "1e, 0101200102, 0205", // PUBLISH_OK: DELIVERY TIMEOUT
        "20, 010e, 0105", // CLIENT_SETUP: PATH
        "21, 0e, 0205", // SERVER_SETUP: MAX_REQUEST_ID
    })
    void rejectsRepeatedParameter(String type, String before, String parameter) throws ProtocolViolation {
        String value = parameter.startsWith("01") ? parameter + "2f".repeat(5) : parameter;

        check(
                invalid("parameter twice", type, before + "02" + value + value, "Parameter Type"),
                ProtocolViolation.Kind.INVALID);

        Illegal once = invalid("parameter once", type, before + "01" + value, "");
        assertThat(ControlFraming.read(Bytes.buffer(once.bytes()), 65535)).isNotNull();
    }

    /** Each message that may have a token, and what stands before its parameters. */
    @ParameterizedTest
    @CsvSource({
        "02, 06040000004001", // SUBSCRIBE_UPDATE
        "03, 00010161016200000102", // SUBSCRIBE
        "06, 00010161", // PUBLISH_NAMESPACE
        "0d, 00010161016200000102", // TRACK_STATUS
        "11, 00010161", // SUBSCRIBE_NAMESPACE
        "16, 082001020000", // FETCH
        "1d, 01010161016209010001", // PUBLISH
        "20, 010e", // CLIENT_SETUP
        "21, 0e", // SERVER_SETUP
    })
    void rejectsTokenWithoutItsStructure(String type, String before) throws ProtocolViolation {
        check(
                new Illegal("alias type 4", type, before + "01" + "0301" + "04", 0x6, "Alias Type"),
                ProtocolViolation.Kind.INVALID);

        Illegal twoTokens = invalid("two tokens", type, before + "02" + "03020309" + "03020309", "");
        assertThat(ControlFraming.read(Bytes.buffer(twoTokens.bytes()), 65535)).isNotNull();
    }

    @Test
    void acceptsLengthAtTheLimit() throws ProtocolViolation {
        ByteBuf in = Bytes.buffer(Bytes.hex(
                "15", // Type: MAX_REQUEST_ID
                "0002", // Length, the limit
                "4100" // Request ID
                ));

        assertThat(ControlFraming.read(in, 2)).isEqualTo(new MaxRequestId(256));
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
