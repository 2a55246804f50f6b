package org.moqj.draft14.internal.inspect;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;

/** What fields are for people: numbers as {@link Long}, text as {@link String}, other bytes as {@code byte[]}. */
final class Values {

    private static final String HEX = "hex";

    private Values() {}

    /** Returns bytes that usually are text: as text, or as {@code {"hex": …}} where they are not UTF-8. */
    static Object text(ByteString bytes) {
        return bytes.utf8()
                .<Object>map(text -> text)
                .orElseGet(() -> Map.of(HEX, HexFormat.of().formatHex(bytes.toByteArray())));
    }

    /** Reads what {@link #text} returns. */
    static ByteString toText(String field, Object value) throws ProtocolViolation {
        if (value instanceof String text) {
            return ByteString.of(text);
        }
        if (value instanceof Map<?, ?> map && map.size() == 1) {
            Object hex = map.get(HEX);
            if (hex != null) {
                return toBytes(field, hex);
            }
        }
        if (value instanceof byte[] bytes) {
            return ByteString.copyOf(bytes);
        }
        throw ProtocolViolation.invalid(field, "must be text, or {\"hex\": …}");
    }

    /** Reads bytes, as they are or in hex. */
    static ByteString toBytes(String field, Object value) throws ProtocolViolation {
        if (value instanceof byte[] bytes) {
            return ByteString.copyOf(bytes);
        }
        if (value instanceof String hex) {
            try {
                return ByteString.copyOf(HexFormat.of().parseHex(hex));
            } catch (IllegalArgumentException e) {
                throw ProtocolViolation.invalid(field, "must be hex: " + e.getMessage());
            }
        }
        throw ProtocolViolation.invalid(field, "must be bytes in hex");
    }

    /** Reads a number, as it is or as decimal text, of 0 to {@code max}. */
    static long toNumber(String field, Object value, long max) throws ProtocolViolation {
        long number = parse(field, value);
        if (number < 0 || number > max) {
            throw ProtocolViolation.invalid(field, "must be 0 to " + max + ", is " + number);
        }
        return number;
    }

    private static long parse(String field, Object value) throws ProtocolViolation {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        try {
            return Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw ProtocolViolation.invalid(field, "must be a number, is " + value);
        }
    }

    /** Reads a list. */
    static List<?> toList(String field, Object value) throws ProtocolViolation {
        if (value instanceof List<?> list) {
            return list;
        }
        throw ProtocolViolation.invalid(field, "must be a list");
    }

    /** Reads a structure. */
    static FieldMap toMap(String field, Object value) throws ProtocolViolation {
        if (!(value instanceof Map<?, ?> map)) {
            throw ProtocolViolation.invalid(field, "must be a structure");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), entry));
        return new FieldMap(copy);
    }
}
