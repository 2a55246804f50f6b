package org.moqj.cli.wire;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;

/** A variable-length integer alone; the same in every draft so far. */
final class VarintCodec implements Codec {

    private static final String TYPE = "VARINT";
    private static final String VALUE = "value";

    @Override
    public Content decode(ByteBuf bytes) throws ProtocolViolation {
        int size = bytes.readableBytes();
        long value = new WireReader(bytes).varint(VALUE);
        if (bytes.isReadable()) {
            throw ProtocolViolation.invalid(VALUE, bytes.readableBytes() + " bytes follow it");
        }
        return new Content(TYPE, OptionalLong.empty(), size, Map.of(VALUE, value));
    }

    @Override
    public void encode(String type, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation {
        if (!type.equalsIgnoreCase(TYPE)) {
            throw ProtocolViolation.invalid("type", "must be " + TYPE);
        }
        for (String name : fields.keySet()) {
            if (!name.equals(VALUE)) {
                throw ProtocolViolation.invalid(name, "there is no such field here");
            }
        }
        Varint.write(out, value(fields.get(VALUE)));
    }

    private static long value(@Nullable Object given) throws ProtocolViolation {
        long value = FieldsJson.integer(VALUE, given);
        if (value > Varint.MAX) {
            throw ProtocolViolation.invalid(VALUE, "must be 0 to " + Varint.MAX);
        }
        return value;
    }
}
