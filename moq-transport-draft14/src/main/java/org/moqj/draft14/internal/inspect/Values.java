package org.moqj.draft14.internal.inspect;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;

/** What fields are for people: numbers as {@link Long}, text as {@link String}, other bytes as {@code byte[]}. */
final class Values {

    private static final String HEX = "hex";
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");

    private Values() {}

    /** Returns bytes that usually are text: as text, or as {@code {"hex": …}} where they are not UTF-8. */
    static Object text(ByteString bytes) {
        return bytes.utf8().<Object>map(text -> text).orElseGet(() -> Map.of(HEX, bytes.toByteArray()));
    }

    /** Reads what {@link #text} returns. */
    static ByteString toText(String field, Object value) throws ProtocolViolation {
        if (value instanceof String text) {
            return unicode(field, text);
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

    /** Half a surrogate pair has no UTF-8; the JDK would write a question mark in its place. */
    private static ByteString unicode(String field, String text) throws ProtocolViolation {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw ProtocolViolation.invalid(field, "must be Unicode text, or {\"hex\": …}");
        }
        return ByteString.of(text);
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
                throw ProtocolViolation.invalid(field, "must be hex, two digits a byte");
            }
        }
        throw ProtocolViolation.invalid(field, "must be bytes in hex");
    }

    /** Reads a number, as it is or as decimal text, of 0 to {@code max}. */
    static long toNumber(String field, Object value, long max) throws ProtocolViolation {
        long number = parse(field, value);
        if (number < 0 || number > max) {
            throw ProtocolViolation.invalid(field, "must be 0 to " + max);
        }
        return number;
    }

    private static long parse(String field, Object value) throws ProtocolViolation {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if (value instanceof String text && DECIMAL.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw ProtocolViolation.invalid(field, "must be at most 19 digits, and below 2^62");
            }
        }
        throw ProtocolViolation.invalid(field, "must be an integer, as a number or a decimal string");
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
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (entry.getValue() == null) {
                throw ProtocolViolation.invalid(key, "is missing");
            }
            copy.put(key, entry.getValue());
        }
        return new FieldMap(copy);
    }
}
