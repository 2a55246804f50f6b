package org.moqj.draft14.internal.message;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;

/** Reads the fields of a message from the bytes of the wire. Borrows the buffer of its {@link WireReader}. */
public final class WireFieldReader implements FieldReader {

    private final WireReader in;

    /** Reads what is left in {@code in}. */
    public WireFieldReader(WireReader in) {
        this.in = in;
    }

    @Override
    public long varint(String field) throws ProtocolViolation {
        return in.varint(field);
    }

    @Override
    public int u8(String field) throws ProtocolViolation {
        return in.u8(field);
    }

    @Override
    public List<Long> varints(String field) throws ProtocolViolation {
        long count = in.varint(field);
        List<Long> values = new ArrayList<>(); // grows as bytes bear the count out
        for (long i = 0; i < count; i++) {
            values.add(in.varint(field));
        }
        return List.copyOf(values);
    }

    @Override
    public ByteString bytes(String field, int maxLength) throws ProtocolViolation {
        return in.lengthPrefixed(field, maxLength);
    }

    @Override
    public List<ByteString> tuple(String field, int maxFields, int maxBytes) throws ProtocolViolation {
        int count = in.boundedVarint(field, maxFields);
        List<ByteString> fields = new ArrayList<>(count);
        int left = maxBytes;
        for (int i = 0; i < count; i++) {
            ByteString value = in.lengthPrefixed(field, left);
            left -= value.size();
            fields.add(value);
        }
        return List.copyOf(fields);
    }

    @Override
    public Location location(String field) throws ProtocolViolation {
        return new Location(in.varint(field), in.varint(field));
    }

    @Override
    public Parameters parameters(ParameterScope scope) throws ProtocolViolation {
        return Parameters.read(in, scope);
    }

    @Override
    public void expectEnd(String message) throws ProtocolViolation {
        in.expectEnd(message);
    }
}
