package org.moqj.cli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any values in any message, stream or datagram: what is encoded means what was given, and is encoded so again. */
class RoundTripTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final HexFormat HEX = HexFormat.of();

    /** Fields whose value decides which other fields there are, or that follow from others. */
    private static final Set<String> FIXED = Set.of(
            "filter_type",
            "fetch_type",
            "content_exists",
            "stream_type",
            "stream_type_id",
            "object_id_delta",
            "payload_length",
            "payload_hex",
            "object_status",
            "extension_headers_length",
            "extension_headers",
            "alias_type",
            "role",
            "type");

    @Property(tries = 2000)
    void encodesAndDecodesAnyValues(@ForAll("vectors") WireVector vector, @ForAll Random random) {
        ObjectNode fields = (ObjectNode) changed("", vector.json(), random);

        JsonNode encoded = Answers.encode(vector.draft(), vector.kind(), vector.type(), fields);
        assertThat(encoded.get("ok").booleanValue())
                .as("%s: %s", fields, encoded)
                .isTrue();
        byte[] bytes = HEX.parseHex(encoded.get("hex").textValue());
        JsonNode decoded = Answers.decode(vector.draft(), vector.kind(), bytes);

        assertThat(decoded.get("ok").booleanValue())
                .as("%s: %s", fields, decoded)
                .isTrue();
        assertThat(decoded.get("fields")).isEqualTo(fields);
        assertThat(decoded.get("length").intValue()).isEqualTo(bytes.length);
        assertThat(Answers.encode(vector.draft(), vector.kind(), vector.type(), decoded.get("fields")))
                .isEqualTo(encoded);
    }

    /** Whatever bytes a peer sends: they are answered, and what can be decoded is stable from then on. */
    @Property(tries = 2000)
    void answersAnyBytes(@ForAll("vectors") WireVector vector, @ForAll Random random) {
        byte[] bytes = vector.bytes();
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }

        JsonNode decoded = Answers.decode(vector.draft(), vector.kind(), bytes);

        if (!decoded.get("ok").booleanValue()) {
            assertThat(decoded.get("error").textValue()).isIn("incomplete", "invalid", "unknown_type");
            assertThat(decoded.get("detail").textValue()).doesNotContain("unforeseen");
            return;
        }
        String type = decoded.get("type").textValue();
        JsonNode encoded = Answers.encode(vector.draft(), vector.kind(), type, decoded.get("fields"));
        assertThat(encoded.get("ok").booleanValue())
                .as("%s: %s: %s", HEX.formatHex(bytes), decoded, encoded)
                .isTrue();
        byte[] shortest = HEX.parseHex(encoded.get("hex").textValue());
        JsonNode again = Answers.decode(vector.draft(), vector.kind(), shortest);
        assertThat(Answers.encode(vector.draft(), vector.kind(), type, again.get("fields")))
                .isEqualTo(encoded);
    }

    @Provide
    Arbitrary<WireVector> vectors() throws IOException {
        return Arbitraries.of(WireVector.all());
    }

    private static JsonNode changed(String name, JsonNode value, Random random) {
        if (FIXED.contains(name)) {
            return value;
        }
        if (name.equals("track_namespace") || name.equals("track_namespace_prefix")) {
            ArrayNode names = JSON.arrayNode();
            for (int count = 1 + random.nextInt(4); count > 0; count--) {
                names.add(name(random));
            }
            return names;
        }
        if (value instanceof ObjectNode object && !object.has("hex")) {
            ObjectNode copy = JSON.objectNode();
            object.properties()
                    .forEach(field -> copy.set(field.getKey(), changed(field.getKey(), field.getValue(), random)));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JSON.arrayNode();
            array.forEach(entry -> copy.add(name.equals("objects") ? entry : changed(name, entry, random)));
            return copy;
        }
        return leaf(name, value, random);
    }

    private static JsonNode leaf(String name, JsonNode value, Random random) {
        if (List.of("track_name", "reason_phrase", "error_reason", "new_session_uri", "path", "authority")
                .contains(name)) {
            return name(random);
        }
        if (name.equals("token_value") || name.equals("63") || name.equals("127")) {
            return TextNode.valueOf(HEX.formatHex(bytes(random)));
        }
        if (name.equals("authorization_info") || name.equals("moqt_implementation")) {
            return name(random);
        }
        return TextNode.valueOf(Long.toString(number(name, value.textValue(), random)));
    }

    private static long number(String name, String before, Random random) {
        return switch (name) {
            case "subscriber_priority", "publisher_priority" -> random.nextInt(256);
            case "group_order" -> 1 + random.nextInt(2);
            case "forward", "end_of_track" -> random.nextInt(2);
            case "status_code" -> before.equals("3") ? List.of(0L, 3L, 4L).get(random.nextInt(3)) : random.nextInt(64);
            case "object_id" -> Long.parseLong(before); // type 4 of draft-14's datagrams has none: it is 0
            default -> random.nextLong() >>> (2 + random.nextInt(62));
        };
    }

    private static JsonNode name(Random random) {
        if (random.nextInt(4) == 0) {
            return JSON.objectNode().put("hex", HEX.formatHex(bytes(random)) + "ff");
        }
        return TextNode.valueOf(random.ints(random.nextInt(9), 0, 4)
                .mapToObj(i -> List.of("a", "\u0000", "é", "\ud83d\ude00").get(i))
                .reduce("", String::concat));
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(70)];
        random.nextBytes(bytes);
        return bytes;
    }
}
