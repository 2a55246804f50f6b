package org.moqj.cli.wire;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.OptionalLong;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;

/** The messages, streams and datagrams of a draft. */
final class InspectorCodec implements Codec {

    private final WireInspector inspector;
    private final WireInspector.Kind kind;

    InspectorCodec(WireInspector inspector, WireInspector.Kind kind) {
        this.inspector = inspector;
        this.kind = kind;
    }

    @Override
    public Content decode(ByteBuf bytes) throws ProtocolViolation {
        WireInspector.Decoded decoded = inspector.decode(kind, bytes);
        return new Content(decoded.type(), OptionalLong.of(decoded.typeId()), decoded.length(), decoded.fields());
    }

    /** Some rules bind fields to each other, so what was written is read once more: nobody is helped by other bytes. */
    @Override
    public void encode(String type, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation {
        int start = out.writerIndex();
        inspector.encode(kind, type, fields, out);
        inspector.decode(kind, out.slice(start, out.writerIndex() - start));
    }
}
