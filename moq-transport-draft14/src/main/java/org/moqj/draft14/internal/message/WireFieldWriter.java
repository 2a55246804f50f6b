package org.moqj.draft14.internal.message;

import java.util.List;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.WireWriter;

/** Writes the fields of a message as the bytes of the wire. The buffer stays the caller's. */
public final class WireFieldWriter implements FieldWriter {

    private final WireWriter out;

    /** Appends to {@code out}. */
    public WireFieldWriter(WireWriter out) {
        this.out = out;
    }

    @Override
    public void varint(String field, long value) {
        out.varint(value);
    }

    @Override
    public void u8(String field, int value) {
        out.u8(value);
    }

    @Override
    public void varints(String field, List<Long> values) {
        out.varint(values.size());
        values.forEach(out::varint);
    }

    @Override
    public void bytes(String field, ByteString value) {
        out.lengthPrefixed(value);
    }

    @Override
    public void tuple(String field, List<ByteString> fields) {
        out.varint(fields.size());
        fields.forEach(out::lengthPrefixed);
    }

    @Override
    public void location(String field, Location value) {
        out.varint(value.group()).varint(value.object());
    }

    @Override
    public void parameters(ParameterScope scope, Parameters value) {
        value.write(out);
    }
}
