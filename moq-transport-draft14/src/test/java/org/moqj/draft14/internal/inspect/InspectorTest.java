package org.moqj.draft14.internal.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.spi.draft.WireInspector.Decoded;
import org.moqj.core.spi.draft.WireInspector.Kind;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Bytes;
import org.moqj.draft14.internal.data.AnyObjects;
import org.moqj.draft14.internal.data.ObjectDatagram;
import org.moqj.draft14.internal.message.AnyMessage;
import org.moqj.draft14.internal.message.ControlFraming;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.ControlMessageType;
import org.moqj.draft14.internal.message.Vectors;

/** Bytes as named fields, and named fields as bytes. */
class InspectorTest {

    private static final String STREAM = "15" // Stream Type: with extension headers, Subgroup ID explicit
            + "02" // Track Alias
            + "07" // Group ID
            + "03" // Subgroup ID
            + "80" // Publisher Priority
            + "01" // Object ID Delta
            + "06" // Extension Headers Length
            + "0405" // type 4 of value 5
            + "0502beef" // type 5 of two bytes
            + "0161"; // payload "a"
    private static final String FETCH = "05" // Stream Type: FETCH_HEADER
            + "04" // Request ID
            + "07000280" // Group ID, Subgroup ID, Object ID, Publisher Priority
            + "00" // Extension Headers Length
            + "0003"; // no payload, Object Status: End of Group
    private static final String DATAGRAM = "00" // Datagram Type
            + "02" // Track Alias
            + "07" // Group ID
            + "05" // Object ID
            + "80" // Publisher Priority
            + "61"; // payload "a"

    private final Inspector inspector = new Inspector();

    private static List<Vectors.Vector> vectors() {
        return Vectors.all();
    }

    @Provide
    Arbitrary<? extends ControlMessage> messages() {
        return Arbitraries.of(ControlMessageType.class).flatMap(AnyMessage::of);
    }

    @Provide
    Arbitrary<AnyObjects.Sent> streams() {
        return Arbitraries.oneOf(AnyObjects.subgroup(), AnyObjects.fetch());
    }

    @Provide
    Arbitrary<ObjectDatagram> datagrams() {
        return AnyObjects.datagram();
    }

    private Decoded decode(Kind kind, byte[] bytes) throws ProtocolViolation {
        return inspector.decode(kind, Bytes.buffer(bytes));
    }

    private byte[] encode(Kind kind, String type, Map<String, Object> fields) throws ProtocolViolation {
        ByteBuf out = Unpooled.buffer();
        inspector.encode(kind, type, fields, out);
        return ByteBufUtil.getBytes(out);
    }

    private byte[] throughFields(Kind kind, byte[] bytes) throws ProtocolViolation {
        Decoded decoded = decode(kind, bytes);
        assertThat(decoded.length()).isEqualTo(bytes.length);
        return encode(kind, decoded.type(), decoded.fields());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void messageComesBackFromItsFields(Vectors.Vector vector) throws ProtocolViolation {
        Decoded decoded = decode(Kind.CONTROL, vector.bytes());

        assertThat(decoded.type()).isEqualTo(vector.message().type().name());
        assertThat(decoded.typeId()).isEqualTo(vector.message().type().id());
        assertThat(throughFields(Kind.CONTROL, vector.bytes())).isEqualTo(vector.bytes());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anyMessageComesBackFromItsFields(@ForAll("messages") ControlMessage message) throws ProtocolViolation {
        ByteBuf out = Unpooled.buffer();
        ControlFraming.write(message, out);
        byte[] bytes = ByteBufUtil.getBytes(out);

        byte[] once = throughFields(Kind.CONTROL, bytes); // parameters of one type move together

        assertThat(once).hasSameSizeAs(bytes);
        assertThat(throughFields(Kind.CONTROL, once)).isEqualTo(once);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyStreamComesBackFromItsFields(@ForAll("streams") AnyObjects.Sent sent) throws ProtocolViolation {
        assertThat(throughFields(Kind.STREAM, sent.bytes())).isEqualTo(sent.bytes());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyDatagramComesBackFromItsFields(@ForAll("datagrams") ObjectDatagram datagram) throws ProtocolViolation {
        ByteBuf out = Unpooled.buffer();
        datagram.write(out);
        byte[] bytes = ByteBufUtil.getBytes(out);

        assertThat(throughFields(Kind.DATAGRAM, bytes)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void namesTheFieldInWhichAMessageBreaksOff(Vectors.Vector vector) {
        for (int length = 0; length < vector.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(vector.bytes(), length);

            assertThatExceptionOfType(ProtocolViolation.class)
                    .isThrownBy(() -> decode(Kind.CONTROL, cut))
                    .satisfies(violation -> assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INCOMPLETE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONTROL, 15000141, Request ID", // MAX_REQUEST_ID: a number of two bytes in one
        "CONTROL, 1500, Message Length",
        "CONTROL, 0a000204, Message Length", // UNSUBSCRIBE: complete, but its length says more
        "CONTROL, 15000104ff, Message Length", // a byte behind the message
        "STREAM, 1502, Group ID",
        "STREAM, 150207038001, Extension Headers Length",
        "STREAM, 1502070380010002, Object Payload",
        "STREAM, 10020780" + "00" + "80ffffff" + "61, Object Payload", // more than is accepted anywhere
        "STREAM, 11020780" + "00" + "04" + "3c003c00" + "0161, Object", // a gap twice
        "DATAGRAM, 000207, Object ID",
    })
    void namesTheFieldAtFault(Kind kind, String hex, String field) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> decode(kind, Bytes.hex(hex)))
                .satisfies(violation -> assertThat(violation.field()).isEqualTo(field));
    }

    private static List<Arguments> everything() {
        return List.of(
                Arguments.of(Kind.STREAM, STREAM),
                Arguments.of(Kind.STREAM, FETCH),
                Arguments.of(Kind.DATAGRAM, DATAGRAM));
    }

    private void expectInvalid(Kind kind, String type, Map<String, Object> fields, String field) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .as(type + " " + fields)
                .isThrownBy(() -> encode(kind, type, fields))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
                    assertThat(violation.field()).isEqualTo(field);
                });
    }

    private void expectInvalidFields(Kind kind, byte[] bytes) throws ProtocolViolation {
        Decoded decoded = decode(kind, bytes);
        for (String key : decoded.fields().keySet()) {
            Map<String, Object> wrong = new LinkedHashMap<>(decoded.fields());
            wrong.put(key, true);
            expectInvalid(kind, decoded.type(), wrong, key);
        }
        Map<String, Object> more = new LinkedHashMap<>(decoded.fields());
        more.put("bogus", 1L);
        expectInvalid(kind, decoded.type(), more, "bogus");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesFieldsOfTheWrongTypeAndUnknownOnes(Vectors.Vector vector) throws ProtocolViolation {
        expectInvalidFields(Kind.CONTROL, vector.bytes());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesMissingFields(Vectors.Vector vector) throws ProtocolViolation {
        Decoded decoded = decode(Kind.CONTROL, vector.bytes());
        for (String key : decoded.fields().keySet()) {
            Map<String, Object> without = new LinkedHashMap<>(decoded.fields());
            without.remove(key);
            if (key.equals("parameters")) { // none is what most messages have
                assertThat(encode(Kind.CONTROL, decoded.type(), without)).isNotEmpty();
            } else {
                expectInvalid(Kind.CONTROL, decoded.type(), without, key);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void refusesFieldsOfStreamsAndDatagramsThatDoNotFit(Kind kind, String hex) throws ProtocolViolation {
        expectInvalidFields(kind, Bytes.hex(hex));
    }

    @ParameterizedTest
    @CsvSource({"CONTROL, SUBSCRIBE_ME", "STREAM, OBJECT_DATAGRAM", "DATAGRAM, FETCH_HEADER"})
    void refusesTypesThatTheDraftDoesNotHave(Kind kind, String type) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> encode(kind, type, Map.of()))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
                    assertThat(violation.field()).isEqualTo("type");
                });
    }

    private static List<Arguments> badValues() {
        String long4097 = "a".repeat(4097);
        return List.of(
                Arguments.of("UNSUBSCRIBE", Map.of("request_id", -1L), "request_id"),
                Arguments.of("UNSUBSCRIBE", Map.of("request_id", 1L << 62), "request_id"),
                Arguments.of("UNSUBSCRIBE", Map.of("request_id", "12x"), "request_id"),
                Arguments.of("UNSUBSCRIBE", Map.of("request_id", "99999999999999999999"), "request_id"),
                Arguments.of("GOAWAY", Map.of("new_session_uri", "a".repeat(8193)), "new_session_uri"),
                Arguments.of("GOAWAY", Map.of("new_session_uri", "\ud800"), "new_session_uri"),
                Arguments.of("GOAWAY", Map.of("new_session_uri", Map.of("hex", "0")), "new_session_uri"),
                Arguments.of("GOAWAY", Map.of("new_session_uri", Map.of("text", "a")), "new_session_uri"),
                Arguments.of("PUBLISH_NAMESPACE_DONE", Map.of("track_namespace", List.of(long4097)), "track_namespace"),
                Arguments.of("PUBLISH_NAMESPACE_DONE", Map.of("track_namespace", List.of()), "track_namespace"),
                Arguments.of(
                        "PUBLISH_NAMESPACE_DONE",
                        Map.of("track_namespace", Arrays.asList(new Object[33])),
                        "track_namespace"),
                Arguments.of("SERVER_SETUP", setup(Map.of("x", 1L)), "x"),
                Arguments.of("SERVER_SETUP", setup(Map.of("63", 1L)), "63"),
                Arguments.of("SERVER_SETUP", setup(Map.of("63", new byte[65536])), "63"),
                Arguments.of("SERVER_SETUP", setup(Map.of("max_request_id", List.of(1L, 2L, "x"))), "max_request_id"),
                Arguments.of("SERVER_SETUP", setup(token(Map.of("alias_type", 4L))), "alias_type"),
                Arguments.of("SERVER_SETUP", setup(token(Map.of("alias_type", 0L))), "token_alias"),
                Arguments.of("SERVER_SETUP", setup(token(Map.of("alias_type", 3L))), "token_type"),
                Arguments.of(
                        "SERVER_SETUP",
                        setup(token(Map.of("alias_type", 3L, "token_type", 0L, "token_value", "0"))),
                        "token_value"),
                Arguments.of(
                        "SERVER_SETUP",
                        setup(token(Map.of("alias_type", 2L, "token_alias", 0L, "token_type", 0L))),
                        "token_type"),
                Arguments.of(
                        "SERVER_SETUP",
                        setup(Map.of("63", List.of(new byte[40000], new byte[40000]))),
                        "message_length"));
    }

    private static Map<String, Object> setup(Map<String, Object> parameters) {
        return Map.of("selected_version", 1L, "parameters", parameters);
    }

    private static Map<String, Object> token(Map<String, Object> fields) {
        return Map.of("authorization_token", fields);
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void refusesValuesThatCannotBeWritten(String type, Map<String, Object> fields, String field) {
        expectInvalid(Kind.CONTROL, type, fields, field);
    }

    private Map<String, Object> fieldsOf(Kind kind, String hex) throws ProtocolViolation {
        return new LinkedHashMap<>(decode(kind, Bytes.hex(hex)).fields());
    }

    @Test
    void acceptsStreamWithoutWhatFollowsFromOtherFields() throws ProtocolViolation {
        Map<String, Object> fields = fieldsOf(Kind.STREAM, STREAM);
        fields.remove("stream_type");
        fields.put(
                "objects",
                List.of(Map.of(
                        "object_id_delta",
                        1,
                        "extension_headers",
                        List.of(Map.of("type", "4", "value", "5"), Map.of("type", "5", "value_hex", "beef")),
                        "payload_hex",
                        "61")));

        assertThat(HexFormat.of().formatHex(encode(Kind.STREAM, "subgroup_header", fields)))
                .isEqualTo(STREAM);
    }

    @Test
    void picksTypeOfDatagramWhereItIsLeftOut() throws ProtocolViolation {
        Map<String, Object> fields = fieldsOf(Kind.DATAGRAM, DATAGRAM);
        fields.remove("stream_type");
        fields.remove("stream_type_id");

        assertThat(HexFormat.of().formatHex(encode(Kind.DATAGRAM, "object_datagram", fields)))
                .isEqualTo(DATAGRAM);
    }

    private static List<Arguments> badObjects() {
        return List.of(
                Arguments.of(Map.of("payload_hex", "61"), "object_id_delta"),
                Arguments.of(Map.of("object_id_delta", (1L << 62) - 1, "payload_hex", "61"), ""),
                Arguments.of(Map.of("object_id", 5L, "object_id_delta", 4L), "object_id_delta"),
                Arguments.of(Map.of("object_id", 5L, "payload_hex", "61", "object_status", 0L), "object_status"),
                Arguments.of(Map.of("object_id", 5L, "object_status", 2L), "object_status"),
                Arguments.of(Map.of("object_id", 5L, "payload_hex", "61", "payload_length", 2L), "payload_length"),
                Arguments.of(Map.of("object_id", 5L, "bogus", 2L), "bogus"),
                Arguments.of(Map.of("object_id", 5L, "extension_headers", List.of(Map.of())), "type"),
                Arguments.of(Map.of("object_id", 5L, "extension_headers", List.of(extension(4, "value_hex"))), "value"),
                Arguments.of(Map.of("object_id", 5L, "extension_headers", List.of(extension(5, "value"))), "value_hex"),
                Arguments.of(
                        Map.of("object_id", 5L, "extension_headers", List.of(extension(5, "value_hex", "bogus"))),
                        "bogus"),
                Arguments.of(
                        Map.of(
                                "object_id",
                                5L,
                                "extension_headers",
                                List.of(Map.of("type", 5L, "value_hex", new byte[65536]))),
                        "extension_header_length"),
                Arguments.of(Map.of("object_id", 5L, "extension_headers_length", 3L), "extension_headers_length"));
    }

    private static Map<String, Object> extension(long type, String... keys) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", type);
        for (String key : keys) {
            map.put(key, "00");
        }
        return map;
    }

    @ParameterizedTest
    @MethodSource("badObjects")
    void refusesObjectsThatCannotBeWritten(Map<String, Object> object, String field) throws ProtocolViolation {
        Map<String, Object> fields = fieldsOf(Kind.STREAM, STREAM);
        fields.put("objects", List.of(object));

        if (field.isEmpty()) { // the largest id is as good as any
            assertThat(encode(Kind.STREAM, "SUBGROUP_HEADER", fields)).isNotEmpty();
        } else {
            expectInvalid(Kind.STREAM, "SUBGROUP_HEADER", fields, field);
        }
    }

    @Test
    void refusesObjectsThatDoNotFitTheirStream() throws ProtocolViolation {
        Map<String, Object> fields = fieldsOf(Kind.STREAM, "10" + "02" + "07" + "80"); // without extension headers
        fields.put(
                "objects",
                List.of(Map.of("object_id", 5L, "extension_headers", List.of(Map.of("type", 4L, "value", 1L)))));
        expectInvalid(Kind.STREAM, "SUBGROUP_HEADER", fields, "objects");

        fields.put("objects", List.of(Map.of("object_id_delta", (1L << 62) - 1), Map.of("object_id_delta", 0L)));
        expectInvalid(Kind.STREAM, "SUBGROUP_HEADER", fields, "object_id_delta");

        fields.put("stream_type", "fetch_header");
        expectInvalid(Kind.STREAM, "SUBGROUP_HEADER", fields, "stream_type");
    }

    @Test
    void refusesTypeOfDatagramThatDoesNotFit() throws ProtocolViolation {
        Map<String, Object> fields = fieldsOf(Kind.DATAGRAM, DATAGRAM);
        fields.put("stream_type_id", 0x20L); // of a status
        expectInvalid(Kind.DATAGRAM, "OBJECT_DATAGRAM", fields, "stream_type_id");

        fields.put("stream_type_id", 0L);
        fields.put("stream_type", "object_datagram_status");
        expectInvalid(Kind.DATAGRAM, "OBJECT_DATAGRAM", fields, "stream_type");
    }
}
