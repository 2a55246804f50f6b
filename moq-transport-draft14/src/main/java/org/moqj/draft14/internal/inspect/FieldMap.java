package org.moqj.draft14.internal.inspect;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;

/** Named values that are asked for one by one, so that what nobody asked for can be told. */
final class FieldMap {

    private final Map<String, Object> left;

    FieldMap(Map<String, Object> fields) {
        this.left = new LinkedHashMap<>(fields);
    }

    boolean has(String label) {
        return left.containsKey(Labels.key(label));
    }

    /** Returns the field of this label, which must be there. */
    Object take(String label) throws ProtocolViolation {
        Object value = left.remove(Labels.key(label));
        if (value == null) {
            throw ProtocolViolation.invalid(label, "is missing");
        }
        return value;
    }

    /** Returns the field of this label, or null. */
    @Nullable
    Object takeOptional(String label) {
        return left.remove(Labels.key(label));
    }

    long number(String label) throws ProtocolViolation {
        return Values.toNumber(label, take(label), Varint.MAX);
    }

    int u8(String label) throws ProtocolViolation {
        return (int) Values.toNumber(label, take(label), 255);
    }

    /** Checks that a field which follows from others is absent or says the same. */
    void expect(String label, long value) throws ProtocolViolation {
        if (has(label) && number(label) != value) {
            throw ProtocolViolation.invalid(label, "must be " + value + " here, or left out");
        }
    }

    /** Checks that a field which follows from others is absent or says the same. */
    void expect(String label, String value) throws ProtocolViolation {
        if (has(label) && !value.equals(take(label))) {
            throw ProtocolViolation.invalid(label, "must be " + value + " here, or left out");
        }
    }

    /** Returns all that is left. */
    Map<String, Object> rest() {
        Map<String, Object> rest = new LinkedHashMap<>(left);
        left.clear();
        return rest;
    }

    /** Checks that every field was asked for. */
    void expectEnd(String what) throws ProtocolViolation {
        if (!left.isEmpty()) {
            String unknown = left.keySet().iterator().next();
            throw ProtocolViolation.invalid(unknown, what + " has no such field");
        }
    }
}
