package org.moqj.cli.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * Fields as inspectors have them, and as JSON has them: integers are decimal strings, because JSON's own numbers lose
 * digits in many readers; bytes are lower-case hex.
 */
final class FieldsJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FieldsJson() {}

    /** Returns the JSON of {@code fields}, in their order. */
    static ObjectNode toJson(Map<?, ?> fields) {
        ObjectNode json = JSON.objectNode();
        fields.forEach((name, value) -> json.set(String.valueOf(name), toNode(value)));
        return json;
    }

    private static JsonNode toNode(Object value) {
        if (value instanceof Map<?, ?> map) {
            return toJson(map);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode(list.size());
            list.forEach(entry -> array.add(toNode(entry)));
            return array;
        }
        return JSON.textNode(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString());
    }

    /** Returns the fields that {@code json} holds; what they have to be is for the inspector to say. */
    static Map<String, Object> toFields(ObjectNode json) throws ProtocolViolation {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            fields.put(entry.getKey(), toValue(entry.getKey(), entry.getValue()));
        }
        return fields;
    }

    private static Object toValue(String name, JsonNode json) throws ProtocolViolation {
        if (json instanceof ObjectNode object) {
            return toFields(object);
        }
        if (json instanceof ArrayNode array) {
            List<Object> values = new ArrayList<>();
            for (JsonNode entry : array) {
                values.add(toValue(name, entry));
            }
            return values;
        }
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        throw ProtocolViolation.invalid(name, "must be a string, an integer, a list or an object");
    }

    /** Returns the integer that a field holds. */
    static long integer(String name, @Nullable Object value) throws ProtocolViolation {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        if (value instanceof String text && text.matches("[0-9]{1,19}")) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw ProtocolViolation.invalid(name, "is too large");
            }
        }
        throw ProtocolViolation.invalid(name, value == null ? "is missing" : "must be an integer, as a decimal string");
    }
}
