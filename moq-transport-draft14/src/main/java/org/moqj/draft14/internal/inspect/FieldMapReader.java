package org.moqj.draft14.internal.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft14.internal.message.FieldReader;
import org.moqj.draft14.internal.message.ParameterScope;
import org.moqj.draft14.internal.message.Parameters;

/** Hands out named values as the fields of a message. */
final class FieldMapReader implements FieldReader {

    private final FieldMap fields;

    FieldMapReader(Map<String, Object> fields) {
        this.fields = new FieldMap(fields);
    }

    @Override
    public long varint(String field) throws ProtocolViolation {
        return fields.number(field);
    }

    @Override
    public int u8(String field) throws ProtocolViolation {
        return fields.u8(field);
    }

    @Override
    public List<Long> varints(String field) throws ProtocolViolation {
        List<Long> values = new ArrayList<>();
        for (Object value : Values.toList(field, fields.take(field))) {
            values.add(Values.toNumber(field, value, Varint.MAX));
        }
        return values;
    }

    @Override
    public ByteString bytes(String field, int maxLength) throws ProtocolViolation {
        return checked(field, Values.toText(field, fields.take(field)), maxLength);
    }

    private static ByteString checked(String field, ByteString value, int maxLength) throws ProtocolViolation {
        if (value.size() > maxLength) {
            throw ProtocolViolation.invalid(field, "at most " + maxLength + ", is " + value.size());
        }
        return value;
    }

    @Override
    public List<ByteString> tuple(String field, int maxFields, int maxBytes) throws ProtocolViolation {
        List<?> values = Values.toList(field, fields.take(field));
        if (values.size() > maxFields) {
            throw ProtocolViolation.invalid(field, "at most " + maxFields + ", is " + values.size());
        }
        List<ByteString> tuple = new ArrayList<>();
        int left = maxBytes;
        for (Object value : values) {
            ByteString bytes = checked(field, Values.toText(field, value), left);
            left -= bytes.size();
            tuple.add(bytes);
        }
        return tuple;
    }

    @Override
    public Location location(String field) throws ProtocolViolation {
        FieldMap location = Values.toMap(field, fields.take(field));
        Location value = new Location(location.number("Group"), location.number("Object"));
        location.expectEnd(field);
        return value;
    }

    @Override
    public Parameters parameters(ParameterScope scope) throws ProtocolViolation {
        Object value = fields.takeOptional("Parameters");
        return value == null ? Parameters.NONE : ParameterMaps.toParameters(scope, value);
    }

    @Override
    public void expectEnd(String message) throws ProtocolViolation {
        fields.expectEnd(message);
    }
}
