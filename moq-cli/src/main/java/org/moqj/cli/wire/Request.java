package org.moqj.cli.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.wire.ProtocolViolation;

/** A request's members. What is missing or unfit is a violation that names the member. */
final class Request {

    private final ObjectNode json;

    Request(ObjectNode json) {
        this.json = json;
    }

    /** Returns what reads and writes the draft and the kind of bytes that this asks for. */
    Codec codec() throws ProtocolViolation {
        JsonNode draft = json.get("draft");
        boolean isNumber = draft != null && draft.isIntegralNumber() && draft.canConvertToLong();
        return Codecs.find(
                FieldsJson.integer("draft", isNumber ? (Object) draft.longValue() : text("draft")), text("kind"));
    }

    /** Returns the bytes that a member spells out in hex. */
    byte[] bytes(String member) throws ProtocolViolation {
        String hex = text(member);
        if (hex.length() % 2 != 0) {
            throw ProtocolViolation.invalid(member, "must have two digits a byte, has " + hex.length() + " digits");
        }
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw ProtocolViolation.invalid(member, "must be hex digits only");
        }
    }

    String text(String member) throws ProtocolViolation {
        JsonNode value = present(member);
        if (!value.isTextual()) {
            throw ProtocolViolation.invalid(member, "must be a string");
        }
        return value.textValue();
    }

    Map<String, Object> fields(String member) throws ProtocolViolation {
        if (present(member) instanceof ObjectNode fields) {
            return FieldsJson.toFields(fields);
        }
        throw ProtocolViolation.invalid(member, "must be an object");
    }

    private JsonNode present(String member) throws ProtocolViolation {
        @Nullable JsonNode value = json.get(member);
        if (value == null) {
            throw ProtocolViolation.invalid(member, "is missing");
        }
        return value;
    }
}
