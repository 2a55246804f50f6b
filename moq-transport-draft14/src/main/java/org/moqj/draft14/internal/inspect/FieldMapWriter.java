package org.moqj.draft14.internal.inspect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;
import org.moqj.draft14.internal.message.FieldWriter;
import org.moqj.draft14.internal.message.ParameterScope;
import org.moqj.draft14.internal.message.Parameters;

/** Collects the fields of a message as named values. */
final class FieldMapWriter implements FieldWriter {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    Map<String, Object> fields() {
        return fields;
    }

    @Override
    public void varint(String field, long value) {
        fields.put(Labels.key(field), value);
    }

    @Override
    public void u8(String field, int value) {
        fields.put(Labels.key(field), (long) value);
    }

    @Override
    public void varints(String field, List<Long> values) {
        fields.put(Labels.key(field), values);
    }

    @Override
    public void bytes(String field, ByteString value) {
        fields.put(Labels.key(field), Values.text(value));
    }

    @Override
    public void tuple(String field, List<ByteString> values) {
        fields.put(Labels.key(field), values.stream().map(Values::text).toList());
    }

    @Override
    public void location(String field, Location value) {
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("group", value.group());
        location.put("object", value.object());
        fields.put(Labels.key(field), location);
    }

    @Override
    public void parameters(ParameterScope scope, Parameters value) {
        fields.put("parameters", ParameterMaps.toMap(scope, value));
    }
}
