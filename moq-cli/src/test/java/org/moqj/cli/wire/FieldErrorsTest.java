package org.moqj.cli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that cannot be written: the answer names each as it was given. */
class FieldErrorsTest {

    /** What has a value of its own when it is left out. */
    private static final Set<String> FOLLOWS_OR_IS_OPTIONAL = Set.of(
            "parameters",
            "objects",
            "stream_type",
            "stream_type_id",
            "object_id",
            "object_status",
            "extension_headers",
            "extension_headers_length",
            "payload_length",
            "payload_hex");

    static List<WireVector> all() throws IOException {
        return WireVector.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesAFieldOfTheWrongType(WireVector vector) throws IOException {
        for (String name : names(vector)) {
            for (JsonNode wrong : List.of(
                    BooleanNode.TRUE,
                    WireVector.JSON.readTree("1.5"),
                    WireVector.JSON.readTree("{\"no\":\"such\"}"),
                    WireVector.JSON.readTree("[[\"1\"]]"))) {
                ObjectNode fields = vector.json();
                fields.set(name, wrong);
                JsonNode answer = Answers.encode(vector.draft(), vector.kind(), vector.type(), fields);
                assertThat(answer.get("ok").booleanValue())
                        .as("%s = %s: %s", name, wrong, answer)
                        .isFalse();
                assertThat(answer.get("error").textValue()).isEqualTo("invalid");
                assertThat(answer.get("field").textValue())
                        .as("%s = %s: %s", name, wrong, answer)
                        .isIn(name, "no", "group");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesAnIntegerThatIsNone(WireVector vector) {
        for (String name : names(vector)) {
            JsonNode value = vector.json().get(name);
            if (name.endsWith("_hex")
                    || !value.isTextual()
                    || !value.textValue().matches("[0-9]+")) {
                continue;
            }
            for (String wrong :
                    List.of("", "x", "-1", "+1", " 1", "0x1", "1.0", "4611686018427387904", "9".repeat(99))) {
                JsonNode answer = Answers.encode(
                        vector.draft(),
                        vector.kind(),
                        vector.type(),
                        vector.json().set(name, TextNode.valueOf(wrong)));
                assertThat(answer.get("field"))
                        .as("%s = %s: %s", name, wrong, answer)
                        .hasToString("\"" + name + "\"");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesAFieldThatIsMissing(WireVector vector) {
        for (String name : names(vector)) {
            if (FOLLOWS_OR_IS_OPTIONAL.contains(name)) {
                continue;
            }
            ObjectNode fields = vector.json();
            fields.remove(name);
            JsonNode answer = Answers.encode(vector.draft(), vector.kind(), vector.type(), fields);
            assertThat(answer.get("ok").booleanValue()).as("without %s", name).isFalse();
            assertThat(answer.get("error").textValue()).isEqualTo("invalid");
            assertThat(answer.get("field").textValue()).as("%s", answer).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesAFieldThatHasNoPlace(WireVector vector) {
        ObjectNode fields = vector.json().put("colour", "red");

        JsonNode answer = Answers.encode(vector.draft(), vector.kind(), vector.type(), fields);

        assertThat(answer.get("ok").booleanValue()).isFalse();
        assertThat(answer.get("error").textValue()).isEqualTo("invalid");
        assertThat(answer.get("field").textValue()).isEqualTo("colour");
    }

    private static List<String> names(WireVector vector) {
        List<String> names = new ArrayList<>();
        vector.json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    control|SUBSCRIBE_OK|{"request_id":"0","track_alias":"0","expires":"0","group_order":"0","content_exists":"0"}|group_order
                    control|SUBSCRIBE_OK|{"request_id":"0","track_alias":"0","expires":"0","group_order":"1","content_exists":"2"}|content_exists
                    control|SUBSCRIBE_OK|{"request_id":"0","track_alias":"0","expires":"0","group_order":"1","content_exists":"0","largest_location":{"group":"0","object":"0"}}|largest_location
                    control|MAX_REQUEST_ID|{"request_id":"1","parameters":{}}|parameters
                    control|PUBLISH_NAMESPACE|{"request_id":"0","track_namespace":[]}|track_namespace
                    control|PUBLISH_NAMESPACE|{"request_id":"0","track_namespace":["\\ud800"]}|track_namespace
                    control|PUBLISH_NAMESPACE|{"request_id":"0","track_namespace":[{"hex":"0"}]}|track_namespace
                    control|PUBLISH_NAMESPACE|{"request_id":"0","track_namespace":["a"],"parameters":{"colour":"red"}}|colour
                    control|PUBLISH_NAMESPACE|{"request_id":"0","track_namespace":["a"],"parameters":{"64":"red"}}|64
                    control|PUBLISH_NAMESPACE|{"request_id":"0","track_namespace":["a"],"parameters":{"authorization_token":"t"}}|authorization_token
                    control|PUBLISH_NAMESPACE|{"request_id":"0","track_namespace":["a"],"parameters":{"authorization_token":{"alias_type":"4"}}}|alias_type
                    control|PUBLISH_NAMESPACE|{"request_id":"0","track_namespace":["a"],"parameters":{"authorization_token":{"alias_type":"2","token_alias":"1","token_type":"0"}}}|token_type
                    stream|SUBGROUP_HEADER|{"stream_type_id":"22","track_alias":"0","group_id":"0","publisher_priority":"0"}|stream_type
                    stream|SUBGROUP_HEADER|{"stream_type_id":"16","track_alias":"0","group_id":"0","subgroup_id":"0","publisher_priority":"0"}|subgroup_id
                    stream|SUBGROUP_HEADER|{"stream_type_id":"16","track_alias":"0","group_id":"0","publisher_priority":"256"}|publisher_priority
                    stream|SUBGROUP_HEADER|{"stream_type_id":"16","track_alias":"0","group_id":"0","publisher_priority":"0","objects":[{"object_id":"5","object_id_delta":"4","payload_hex":"00"}]}|object_id_delta
                    stream|SUBGROUP_HEADER|{"stream_type_id":"16","track_alias":"0","group_id":"0","publisher_priority":"0","objects":[{"object_id":"5","payload_hex":"00"},{"object_id":"5","payload_hex":"00"}]}|objects
                    stream|SUBGROUP_HEADER|{"stream_type_id":"16","track_alias":"0","group_id":"0","publisher_priority":"0","objects":[{"object_id_delta":"4611686018427387903","payload_hex":"00"},{"object_id_delta":"0","payload_hex":"00"}]}|object_id_delta
                    stream|SUBGROUP_HEADER|{"stream_type_id":"16","track_alias":"0","group_id":"0","publisher_priority":"0","objects":[{"object_id":"0","payload_length":"2","payload_hex":"00"}]}|payload_length
                    stream|SUBGROUP_HEADER|{"stream_type_id":"16","track_alias":"0","group_id":"0","publisher_priority":"0","objects":[{"object_id":"0","payload_hex":"00","object_status":"3"}]}|object_status
                    stream|SUBGROUP_HEADER|{"stream_type_id":"16","track_alias":"0","group_id":"0","publisher_priority":"0","objects":[{"object_id":"0","object_status":"2"}]}|object_status
                    stream|SUBGROUP_HEADER|{"stream_type_id":"17","track_alias":"0","group_id":"0","publisher_priority":"0","objects":[{"object_id":"0","extension_headers":[{"type":"2","value_hex":"00"}]}]}|value
                    stream|SUBGROUP_HEADER|{"stream_type_id":"17","track_alias":"0","group_id":"0","publisher_priority":"0","objects":[{"object_id":"0","extension_headers":[{"type":"2","value":"0","value_hex":"00"}]}]}|value_hex
                    stream|SUBGROUP_HEADER|{"stream_type_id":"17","track_alias":"0","group_id":"0","publisher_priority":"0","objects":[{"object_id":"0","extension_headers_length":"1","extension_headers":[]}]}|extension_headers_length
                    stream|FETCH_HEADER|{"stream_type_id":"16","request_id":"0"}|stream_type_id
                    stream|FETCH_HEADER|{"stream_type":"subgroup_header","request_id":"0"}|stream_type
                    datagram|OBJECT_DATAGRAM|{"stream_type_id":"8","track_alias":"0","group_id":"0","object_id":"0","publisher_priority":"0"}|stream_type_id
                    datagram|OBJECT_DATAGRAM|{"stream_type":"object_datagram_status","track_alias":"0","group_id":"0","object_id":"0","publisher_priority":"0"}|stream_type
                    varint|VARINT|{}|value
                    varint|VARINT|{"value":"4611686018427387904"}|value
                    varint|VARINT|{"value":"1","size":"1"}|size
                    """)
    void namesWhatDraft14Forbids(String kind, String type, String fields, String field) throws IOException {
        checkForbidden(14, kind, type, fields, field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    control|SUBSCRIBE_OK|{"subscribe_id":"0","expires":"0","group_order":"0","content_exists":"0"}|Group Order
                    control|SUBSCRIBE_OK|{"subscribe_id":"0","expires":"0","group_order":"3","content_exists":"0"}|Group Order
                    control|SUBSCRIBE_OK|{"subscribe_id":"0","expires":"0","group_order":"1","content_exists":"2"}|content_exists
                    control|ANNOUNCE|{"track_namespace":[]}|Track Namespace
                    control|ANNOUNCE|{"track_namespace":["\\ud800"]}|track_namespace
                    control|ANNOUNCE|{"track_namespace":["a"],"parameters":{"colour":"red"}}|colour
                    control|ANNOUNCE|{"track_namespace":["a"],"parameters":{"127":127}}|127
                    control|CLIENT_SETUP|{"supported_versions":["4278190087"],"parameters":{"role":"9"}}|ROLE
                    control|TRACK_STATUS|{"track_namespace":["a"],"track_name":"b","status_code":"1","last_group_id":"1","last_object_id":"0"}|Last Group ID
                    stream|FETCH_HEADER|{"stream_type_id":"4","subscribe_id":"0","objects":[]}|stream_type_id
                    stream|FETCH_HEADER|{"stream_type":"subgroup_header","subscribe_id":"0","objects":[]}|stream_type
                    stream|FETCH_HEADER|{"subscribe_id":"0","objects":[{"group_id":"0","subgroup_id":"0","object_id":"0","publisher_priority":"0","payload_hex":11}]}|payload_hex
                    datagram|OBJECT_DATAGRAM|{"stream_type":"object_datagram_status","track_alias":"0","group_id":"0","object_id":"0","publisher_priority":"0"}|stream_type
                    datagram|OBJECT_DATAGRAM|{"track_alias":"0","group_id":"0","object_id":"0","publisher_priority":"0","payload_hex":"00","object_status":"3"}|object_status
                    """)
    void namesWhatDraft07Forbids(String kind, String type, String fields, String field) throws IOException {
        checkForbidden(7, kind, type, fields, field);
    }

    private static void checkForbidden(int draft, String kind, String type, String fields, String field)
            throws IOException {
        JsonNode answer = Answers.encode(draft, kind, type, WireVector.JSON.readTree(fields));

        assertThat(answer.get("ok").booleanValue()).as("%s", answer).isFalse();
        assertThat(answer.get("field").textValue()).as("%s", answer).isEqualTo(field);
        assertThat(answer.get("detail").textValue()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "14, control, ANNOUNCE",
        "14, stream, STREAM_HEADER_SUBGROUP",
        "14, datagram, FETCH_HEADER",
        "7, control, PUBLISH",
        "7, stream, OBJECT_DATAGRAM",
        "7, datagram, FETCH_HEADER"
    })
    void saysThatADraftHasNoSuchType(int draft, String kind, String type) {
        JsonNode answer = Answers.encode(draft, kind, type, WireVector.JSON.createObjectNode());

        assertThat(answer.get("error").textValue()).isEqualTo("unknown_type");
        assertThat(answer.get("field").textValue()).isEqualTo("type");
    }
}
