package org.moqj.draft07.internal.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.draft.WireInspector.Decoded;
import org.moqj.core.spi.draft.WireInspector.Kind;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.Wire;

class InspectorTest {

    private final WireInspector inspector = new Inspector();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SUBSCRIBE_UPDATE | 02 0a 05 07 02 09 00 40 01 03 01 05 | {subscribe_id=5, start_group=7, start_object=2, end_group=9, end_object=0, subscriber_priority=64, parameters={delivery_timeout=5}}
                    SUBSCRIBE | 03 19 05 80010005 02 04 6c697665 03 63616d 05 766964656f 80 00 01 00 | {subscribe_id=5, track_alias=65541, track_namespace=[live, cam], track_name=video, subscriber_priority=128, group_order=0, filter_type=1, parameters={}}
                    SUBSCRIBE | 03 10 00 01 01 01 61 01 62 00 02 04 07 09 4040 04 00 | {subscribe_id=0, track_alias=1, track_namespace=[a], track_name=b, subscriber_priority=0, group_order=2, filter_type=4, start_group=7, start_object=9, end_group=64, end_object=4, parameters={}}
                    SUBSCRIBE | 03 12 00 01 01 00 00 ff 01 02 02 02 03 616263 03 02 47d0 | {subscribe_id=0, track_alias=1, track_namespace=[], track_name=, subscriber_priority=255, group_order=1, filter_type=2, parameters={authorization_info=abc, delivery_timeout=2000}}
                    SUBSCRIBE_OK | 04 05 05 00 02 00 00 | {subscribe_id=5, expires=0, group_order=2, content_exists=0, parameters={}}
                    SUBSCRIBE_OK | 04 0a 05 00 02 01 06 07 01 04 01 09 | {subscribe_id=5, expires=0, group_order=2, content_exists=1, largest_group_id=6, largest_object_id=7, parameters={max_cache_duration=9}}
                    SUBSCRIBE_ERROR | 05 07 05 02 02 6e6f 4063 | {subscribe_id=5, error_code=2, reason_phrase=no, track_alias=99}
                    ANNOUNCE | 06 0b 02 04 6c697665 03 63616d 00 | {track_namespace=[live, cam], parameters={}}
                    ANNOUNCE_OK | 07 0a 02 04 6c697665 03 63616d | {track_namespace=[live, cam]}
                    ANNOUNCE_ERROR | 08 06 01 01 61 07 01 78 | {track_namespace=[a], error_code=7, reason_phrase=x}
                    UNANNOUNCE | 09 03 01 01 61 | {track_namespace=[a]}
                    UNSUBSCRIBE | 0a 01 00 | {subscribe_id=0}
                    SUBSCRIBE_DONE | 0b 07 05 03 01 78 01 06 07 | {subscribe_id=5, status_code=3, reason_phrase=x, content_exists=1, final_group=6, final_object=7}
                    SUBSCRIBE_DONE | 0b 04 05 03 00 00 | {subscribe_id=5, status_code=3, reason_phrase=, content_exists=0}
                    ANNOUNCE_CANCEL | 0c 05 01 01 61 00 00 | {track_namespace=[a], error_code=0, reason_phrase=}
                    TRACK_STATUS_REQUEST | 0d 05 01 01 61 01 62 | {track_namespace=[a], track_name=b}
                    TRACK_STATUS | 0e 08 01 01 61 01 62 03 06 07 | {track_namespace=[a], track_name=b, status_code=3, last_group_id=6, last_object_id=7}
                    GOAWAY | 10 02 01 78 | {new_session_uri=x}
                    SUBSCRIBE_ANNOUNCES | 11 04 01 01 61 00 | {track_namespace_prefix=[a], parameters={}}
                    SUBSCRIBE_ANNOUNCES_OK | 12 03 01 01 61 | {track_namespace_prefix=[a]}
                    SUBSCRIBE_ANNOUNCES_ERROR | 13 06 01 01 61 07 01 78 | {track_namespace_prefix=[a], error_code=7, reason_phrase=x}
                    UNSUBSCRIBE_ANNOUNCES | 14 03 01 01 61 | {track_namespace_prefix=[a]}
                    MAX_SUBSCRIBE_ID | 15 01 09 | {subscribe_id=9}
                    FETCH | 16 0d 06 01 01 61 01 62 c8 01 01 02 03 04 00 | {subscribe_id=6, track_namespace=[a], track_name=b, subscriber_priority=200, group_order=1, start_group=1, start_object=2, end_group=3, end_object=4, parameters={}}
                    FETCH_CANCEL | 17 01 06 | {subscribe_id=6}
                    FETCH_OK | 18 06 06 02 01 05 00 00 | {subscribe_id=6, group_order=2, end_of_track=1, largest_group_id=5, largest_object_id=0, parameters={}}
                    FETCH_ERROR | 19 04 06 05 01 78 | {subscribe_id=6, error_code=5, reason_phrase=x}
                    CLIENT_SETUP | 4040 15 01 c0000000ff000007 03 00 01 03 01 02 2f61 02 02 43e8 | {supported_versions=[4278190087], parameters={role=3, path=/a, max_subscribe_id=1000}}
                    SERVER_SETUP | 4041 0c c0000000ff000007 01 00 01 03 | {selected_version=4278190087, parameters={role=3}}
                    """)
    void controlMessages(String type, String hex, String fields) throws ProtocolViolation {
        byte[] bytes = Wire.bytes(hex);
        Decoded decoded = inspector.decode(Kind.CONTROL, Unpooled.wrappedBuffer(bytes));
        assertThat(decoded.type()).isEqualTo(type);
        assertThat(decoded.length()).isEqualTo(bytes.length);
        assertThat(decoded.fields().toString()).isEqualTo(fields);
        checkEncode(Kind.CONTROL, type, decoded.fields(), bytes);
    }

    @Test
    void showsBytesThatAreNoTextAsHex() throws ProtocolViolation {
        byte[] bytes = Wire.bytes("0d 06 01 01 ff 02 c3 28 | TRACK_STATUS_REQUEST");
        Decoded decoded = inspector.decode(Kind.CONTROL, Unpooled.wrappedBuffer(bytes));
        assertThat(decoded.fields().get("track_namespace"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                .first()
                .extracting("hex")
                .isEqualTo(new byte[] {(byte) 0xff});
        checkEncode(Kind.CONTROL, "TRACK_STATUS_REQUEST", decoded.fields(), bytes);
        checkEncode(
                Kind.CONTROL,
                "TRACK_STATUS_REQUEST",
                Map.of("track_namespace", List.of(Map.of("hex", "ff")), "track_name", Map.of("hex", "c328")),
                bytes);
    }

    @Test
    void showsUnknownParametersByTheirType() throws ProtocolViolation {
        byte[] bytes = Wire.bytes("06 08 01 01 61 01 40 7f 01 78 | ANNOUNCE with parameter 127");
        Decoded decoded = inspector.decode(Kind.CONTROL, Unpooled.wrappedBuffer(bytes));
        assertThat(decoded.fields().get("parameters").toString()).startsWith("{127=");
        checkEncode(Kind.CONTROL, "ANNOUNCE", decoded.fields(), bytes);
        checkEncode(
                Kind.CONTROL,
                "ANNOUNCE",
                Map.of("track_namespace", List.of("a"), "parameters", Map.of("127", "78")),
                bytes);
    }

    @Test
    void showsAKnownParameterThatMeansNothingHere() throws ProtocolViolation {
        byte[] bytes = Wire.bytes("06 08 01 01 61 01 03 02 05 00 | ANNOUNCE with a delivery timeout that is none");
        Decoded decoded = inspector.decode(Kind.CONTROL, Unpooled.wrappedBuffer(bytes));
        checkEncode(Kind.CONTROL, "ANNOUNCE", decoded.fields(), bytes);
    }

    @Test
    void subgroupStreams() throws ProtocolViolation {
        byte[] bytes = Wire.bytes("""
                04 80 01 00 05 07 03 c8 | header
                00 02 68 69             | object 0
                05 00 00                | object 5, empty
                06 00 05                | end of subgroup
                """);
        Decoded decoded = inspector.decode(Kind.STREAM, Unpooled.wrappedBuffer(bytes));
        assertThat(decoded.type()).isEqualTo("STREAM_HEADER_SUBGROUP");
        assertThat(decoded.typeId()).isEqualTo(4);
        assertThat(decoded.length()).isEqualTo(bytes.length);
        assertThat(shown(decoded.fields()))
                .isEqualTo("{stream_type=subgroup_header, stream_type_id=4, track_alias=65541, group_id=7, "
                        + "subgroup_id=3, publisher_priority=200, objects=["
                        + "{object_id=0, payload_length=2, payload_hex=6869}, "
                        + "{object_id=5, payload_length=0, object_status=0}, "
                        + "{object_id=6, payload_length=0, object_status=5}]}");
        checkEncode(Kind.STREAM, decoded.type(), decoded.fields(), bytes);
        checkEncode(Kind.STREAM, "subgroup_header", decoded.fields(), bytes);
    }

    @Test
    void fetchStreams() throws ProtocolViolation {
        byte[] bytes = Wire.bytes("05 40 41 | header\n 07 01 02 80 02 68 69 | object\n 07 01 03 80 00 01 | gone");
        Decoded decoded = inspector.decode(Kind.STREAM, Unpooled.wrappedBuffer(bytes));
        assertThat(decoded.type()).isEqualTo("FETCH_HEADER");
        assertThat(shown(decoded.fields()))
                .isEqualTo("{stream_type=fetch_header, stream_type_id=5, subscribe_id=65, objects=["
                        + "{group_id=7, subgroup_id=1, object_id=2, publisher_priority=128, payload_length=2, "
                        + "payload_hex=6869}, "
                        + "{group_id=7, subgroup_id=1, object_id=3, publisher_priority=128, payload_length=0, "
                        + "object_status=1}]}");
        checkEncode(Kind.STREAM, decoded.type(), decoded.fields(), bytes);
    }

    @Test
    void datagrams() throws ProtocolViolation {
        for (String hex : List.of("01 05 07 08 81 02 68 69", "01 05 07 08 81 00 03")) {
            byte[] bytes = Wire.bytes(hex);
            Decoded decoded = inspector.decode(Kind.DATAGRAM, Unpooled.wrappedBuffer(bytes));
            assertThat(decoded.type()).isEqualTo("OBJECT_DATAGRAM");
            assertThat(decoded.typeId()).isEqualTo(1);
            assertThat(shown(decoded.fields()))
                    .startsWith("{stream_type=object_datagram, stream_type_id=1, track_alias=5, group_id=7, "
                            + "object_id=8, publisher_priority=129, payload_length=");
            checkEncode(Kind.DATAGRAM, decoded.type(), decoded.fields(), bytes);
        }
    }

    @Test
    void saysWhereBytesEndTooEarly() {
        assertThat(violation(Kind.CONTROL, "40").field()).isEqualTo("Message Type");
        assertThat(violation(Kind.CONTROL, "10").field()).isEqualTo("Message Length");
        assertThat(violation(Kind.CONTROL, "10 02 01").field()).isEqualTo("New Session URI");
        assertThat(violation(Kind.CONTROL, "0a 02 01").field()).isEqualTo("Message Length");
        assertThat(violation(Kind.CONTROL, "10 01 01").field()).isEqualTo("New Session URI");
        assertThat(violation(Kind.STREAM, "04 01").field()).isEqualTo("Group ID");
        assertThat(violation(Kind.DATAGRAM, "01 01").field()).isEqualTo("Group ID");
        for (Kind kind : Kind.values()) {
            assertThat(violation(kind, "").kind()).isEqualTo(ProtocolViolation.Kind.INCOMPLETE);
        }
    }

    @Test
    void refusesBytesThatFollowTheMessage() {
        ProtocolViolation violation = violation(Kind.CONTROL, "0a 01 00 00");
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.field()).isEqualTo("Message Length");
    }

    @Test
    void refusesUnknownTypes() {
        assertThat(violation(Kind.CONTROL, "1a 00").kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
        assertThat(violation(Kind.STREAM, "02 00").kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
        assertThat(violation(Kind.DATAGRAM, "00 00").kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
        for (Kind kind : Kind.values()) {
            assertThat(encodeViolation(kind, "PUBLISH", Map.of()).kind())
                    .isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
        }
    }

    @Test
    void namesFieldsThatCannotBeEncoded() {
        assertThat(encodeViolation(Kind.CONTROL, "UNSUBSCRIBE", Map.of()).field())
                .isEqualTo("subscribe_id");
        assertThat(encodeViolation(Kind.CONTROL, "UNSUBSCRIBE", Map.of("subscribe_id", "x"))
                        .field())
                .isEqualTo("subscribe_id");
        assertThat(encodeViolation(Kind.CONTROL, "UNSUBSCRIBE", Map.of("subscribe_id", -1L))
                        .field())
                .isEqualTo("subscribe_id");
        assertThat(encodeViolation(Kind.CONTROL, "UNSUBSCRIBE", Map.of("subscribe_id", 1L, "track_alias", 1L))
                        .field())
                .isEqualTo("track_alias");
        assertThat(encodeViolation(Kind.CONTROL, "ANNOUNCE_OK", Map.of("track_namespace", "a"))
                        .field())
                .isEqualTo("track_namespace");
        assertThat(encodeViolation(
                                Kind.CONTROL,
                                "ANNOUNCE",
                                Map.of("track_namespace", List.of("a"), "parameters", Map.of("colour", "red")))
                        .field())
                .isEqualTo("colour");
        Map<String, Object> datagram = new LinkedHashMap<>(Map.of(
                "track_alias", 1L, "group_id", 1L, "object_id", 1L, "publisher_priority", 256L, "payload_hex", "zz"));
        assertThat(encodeViolation(Kind.DATAGRAM, "OBJECT_DATAGRAM", datagram).field())
                .isEqualTo("publisher_priority");
        datagram.put("publisher_priority", 1L);
        assertThat(encodeViolation(Kind.DATAGRAM, "OBJECT_DATAGRAM", datagram).field())
                .isEqualTo("payload_hex");
        datagram.put("payload_hex", "00");
        datagram.put("object_status", 3L);
        assertThat(encodeViolation(Kind.DATAGRAM, "OBJECT_DATAGRAM", datagram).field())
                .isEqualTo("object_status");
        datagram.put("payload_length", 5L);
        assertThat(encodeViolation(Kind.DATAGRAM, "OBJECT_DATAGRAM", datagram).field())
                .isEqualTo("payload_length");
    }

    /** Encodes the fields as they are, and as JSON would give them back: integers as strings, bytes as hex. */
    private void checkEncode(Kind kind, String type, Map<String, Object> fields, byte[] expected)
            throws ProtocolViolation {
        assertThat(encode(kind, type, fields)).isEqualTo(expected);
        assertThat(encode(kind, type, asJson(fields))).isEqualTo(expected);
    }

    private byte[] encode(Kind kind, String type, Map<String, Object> fields) throws ProtocolViolation {
        ByteBuf out = Unpooled.buffer();
        inspector.encode(kind, type, fields, out);
        return Arrays.copyOf(out.array(), out.readableBytes());
    }

    private static Map<String, Object> asJson(Map<String, Object> fields) {
        Map<String, Object> json = new LinkedHashMap<>();
        fields.forEach((name, value) -> json.put(name, asJson(value)));
        return json;
    }

    @SuppressWarnings("unchecked") // what the inspector shows has strings for keys
    private static Object asJson(Object value) {
        if (value instanceof Map<?, ?> map) {
            return asJson((Map<String, Object>) map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(InspectorTest::asJson).toList();
        }
        return value instanceof byte[] bytes ? ByteBufUtil.hexDump(bytes) : value.toString();
    }

    private static String shown(Map<String, Object> fields) {
        return asJson(fields).toString();
    }

    private ProtocolViolation violation(Kind kind, String hex) {
        return catchThrowableOfType(ProtocolViolation.class, () -> inspector.decode(kind, Wire.buffer(hex)));
    }

    private ProtocolViolation encodeViolation(Kind kind, String type, Map<String, Object> fields) {
        return catchThrowableOfType(ProtocolViolation.class, () -> encode(kind, type, fields));
    }
}
