package org.moqj.draft07.internal.inspect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");

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

    /** Returns the list of a field; empty where it is absent. */
    List<?> listOrNone(String name) throws ProtocolViolation {
        return fields.containsKey(name) ? list(name) : List.of();
    }

    /** Returns the structure of a field; empty where it is absent. */
    Map<String, Object> map(String name) throws ProtocolViolation {
        Object value = optional(name);
        return value == null ? Map.of() : asMap(name, value);
    }

    /** Checks that a field which follows from others is absent or says the same. */
    void expect(String name, String value) throws ProtocolViolation {
        Object given = optional(name);
        if (given != null && !value.equals(given)) {
            throw ProtocolViolation.invalid(name, "must be " + value + " here, or left out");
        }
    }

    /** Checks that a field which follows from others is absent or says the same. */
    void expect(String name, long value) throws ProtocolViolation {
        if (integer(name, value) != value) {
            throw ProtocolViolation.invalid(name, "must be " + value + " here, or left out");
        }
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
        Map<String, Object> checked = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            checked.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        return checked;
    }

    static long integer(String name, Object value) throws ProtocolViolation {
        long number = parse(name, value);
        if (number < 0 || number > Varint.MAX) {
            throw ProtocolViolation.invalid(name, "must be 0 to 2^62-1");
        }
        return number;
    }

    private static long parse(String name, @Nullable Object value) throws ProtocolViolation {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if (value instanceof String text && DECIMAL.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw ProtocolViolation.invalid(name, "must be at most 19 digits, and below 2^62");
            }
        }
        throw ProtocolViolation.invalid(name, "must be an integer, as a number or a decimal string");
    }

    static ByteString text(String name, Object value) throws ProtocolViolation {
        if (value instanceof String text) {
            return unicode(name, text);
        }
        if (value instanceof byte[] bytes) {
            return ByteString.copyOf(bytes);
        }
        if (value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("hex")) {
            return ByteString.copyOf(hex(name, map.get("hex")));
        }
        throw ProtocolViolation.invalid(name, "must be text, or {\"hex\": …}");
    }

    /** Half a surrogate pair has no UTF-8; the JDK would write a question mark in its place. */
    private static ByteString unicode(String name, String text) throws ProtocolViolation {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw ProtocolViolation.invalid(name, "must be Unicode text, or {\"hex\": …}");
        }
        return ByteString.of(text);
    }

    static byte[] hex(String name, @Nullable Object value) throws ProtocolViolation {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String hex) {
            try {
                return HexFormat.of().parseHex(hex);
            } catch (IllegalArgumentException e) {
                throw ProtocolViolation.invalid(name, "must be hex, two digits a byte");
            }
        }
        throw ProtocolViolation.invalid(name, "must be bytes in hex");
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
