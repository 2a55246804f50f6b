package org.moqj.draft07.internal.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.ParameterKey;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.Parameters.Parameter;

/** Parameters by name, or by their decimal type where the draft has no name for it. */
final class ParameterMaps {

    private ParameterMaps() {}

    static Map<String, Object> show(Parameters parameters, ParameterKey[] keys) {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (Parameter parameter : parameters.list()) {
            ParameterKey key = byCode(parameter.type(), keys);
            if (key == null) {
                shown.put(Long.toString(parameter.type()), parameter.value().toByteArray());
            } else {
                shown.put(name(key), value(parameters, key, parameter.value()));
            }
        }
        return shown;
    }

    static Parameters read(Map<String, Object> shown, ParameterKey[] keys) throws ProtocolViolation {
        Parameters parameters = Parameters.NONE;
        for (Map.Entry<String, Object> entry : shown.entrySet()) {
            parameters = add(parameters, entry.getKey(), entry.getValue(), byName(entry.getKey(), keys));
        }
        return parameters;
    }

    private static Parameters add(Parameters parameters, String name, Object value, @Nullable ParameterKey key)
            throws ProtocolViolation {
        if (key == null) {
            long type = FieldMap.integer(name, (Object) name);
            List<Parameter> longer = new ArrayList<>(parameters.list());
            longer.add(new Parameter(type, ByteString.copyOf(FieldMap.hex(name, value))));
            return new Parameters(longer);
        }
        if (value instanceof Map<?, ?>) {
            return parameters.with(key, FieldMap.text(name, value));
        }
        return switch (key.kind()) {
            case VARINT -> parameters.with(key, FieldMap.integer(name, value));
            case BYTES -> parameters.with(key, FieldMap.text(name, value));
        };
    }

    /** A number whose value is not one varint can stand in a message that has no use for it: it is shown as bytes. */
    private static Object value(Parameters parameters, ParameterKey key, ByteString bytes) {
        if (key.kind() == ParameterKey.Kind.BYTES) {
            return Values.text(bytes);
        }
        OptionalLong number = parameters.varint(key);
        return number.isPresent() ? (Object) number.getAsLong() : Map.of("hex", bytes.toByteArray());
    }

    private static @Nullable ParameterKey byCode(long code, ParameterKey[] keys) {
        for (ParameterKey key : keys) {
            if (key.code() == code) {
                return key;
            }
        }
        return null;
    }

    private static @Nullable ParameterKey byName(String name, ParameterKey[] keys) {
        for (ParameterKey key : keys) {
            if (name(key).equals(name)) {
                return key;
            }
        }
        return null;
    }

    private static String name(ParameterKey key) {
        return key.label().toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
