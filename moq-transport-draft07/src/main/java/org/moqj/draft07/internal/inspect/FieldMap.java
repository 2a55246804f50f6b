package org.moqj.draft07.internal.inspect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;

/**
 * Named fields to be encoded. Integers may be numbers or decimal strings, bytes arrays or hex strings. What is missing,
 * unfit or left over is a violation that names the field.
 */
final class FieldMap {

    private final Map<String, Object> fields;
    private final Set<String> used = new HashSet<>();

    FieldMap(Map<String, Object> fields) {
        this.fields = fields;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    long integer(String name) throws ProtocolViolation {
        return integer(name, required(name));
    }

    /** Returns the number of a field that may be absent. */
    long integer(String name, long otherwise) throws ProtocolViolation {
        Object value = optional(name);
        return value == null ? otherwise : integer(name, value);
    }

    int u8(String name) throws ProtocolViolation {
        return (int) bounded(name, 255);
    }

    boolean flag(String name) throws ProtocolViolation {
        return bounded(name, 1) == 1;
    }

    Location location(String group, String object) throws ProtocolViolation {
        return new Location(integer(group), integer(object));
    }

    /** Returns the bytes of a field that is text where it can be. */
    ByteString text(String name) throws ProtocolViolation {
        return text(name, required(name));
    }

    TrackNamespace namespace(String name) throws ProtocolViolation {
        List<ByteString> parts = new ArrayList<>();
        for (Object part : list(name)) {
            parts.add(text(name, part));
        }
        if (parts.size() > TrackNamespace.MAX_FIELDS) {
            throw ProtocolViolation.invalid(name, "at most " + TrackNamespace.MAX_FIELDS + " fields");
        }
        return new TrackNamespace(parts);
    }

    /** Returns the bytes of a field that is hex; none where it is absent. */
    byte[] hexOrNone(String name) throws ProtocolViolation {
        Object value = optional(name);
        return value == null ? new byte[0] : hex(name, value);
    }

    List<?> list(String name) throws ProtocolViolation {
        if (required(name) instanceof List<?> list) {
            return list;
        }
        throw ProtocolViolation.invalid(name, "must be a list");
    }

    /** Returns the structure of a field; empty where it is absent. */
    Map<String, Object> map(String name) throws ProtocolViolation {
        Object value = optional(name);
        return value == null ? Map.of() : asMap(name, value);
    }

    /** Takes a field that says nothing that is not said elsewhere. */
    void ignore(String name) {
        used.add(name);
    }

    void expectAllUsed() throws ProtocolViolation {
        for (String name : fields.keySet()) {
            if (!used.contains(name)) {
                throw ProtocolViolation.invalid(name, "there is no such field here");
            }
        }
    }

    static Map<String, Object> asMap(String name, Object value) throws ProtocolViolation {
        if (!(value instanceof Map<?, ?> map)) {
            throw ProtocolViolation.invalid(name, "must be a structure");
        }
        Map<String, Object> checked = new java.util.LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            checked.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        return checked;
    }

    static long integer(String name, Object value) throws ProtocolViolation {
        long number;
        try {
            number = Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw ProtocolViolation.invalid(name, "must be an integer");
        }
        if (number < 0 || number > Varint.MAX) {
            throw ProtocolViolation.invalid(name, "must be 0 to 2^62-1");
        }
        return number;
    }

    static ByteString text(String name, Object value) throws ProtocolViolation {
        if (value instanceof String text) {
            return ByteString.of(text);
        }
        if (value instanceof byte[] bytes) {
            return ByteString.copyOf(bytes);
        }
        Object hex = asMap(name, value).get("hex");
        if (hex == null) {
            throw ProtocolViolation.invalid(name, "must be text, or a structure with hex");
        }
        return ByteString.copyOf(hex(name, hex));
    }

    static byte[] hex(String name, Object value) throws ProtocolViolation {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        try {
            return HexFormat.of().parseHex(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw ProtocolViolation.invalid(name, "must be hex digits");
        }
    }

    private long bounded(String name, long max) throws ProtocolViolation {
        long value = integer(name);
        if (value > max) {
            throw ProtocolViolation.invalid(name, "must be 0 to " + max);
        }
        return value;
    }

    private Object required(String name) throws ProtocolViolation {
        Object value = optional(name);
        if (value == null) {
            throw ProtocolViolation.invalid(name, "is missing");
        }
        return value;
    }

    private @Nullable Object optional(String name) {
        used.add(name);
        return fields.get(name);
    }
}
