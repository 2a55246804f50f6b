package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.wire.Varint;

/** Writes the objects of a fetch's stream (draft-14, section 10.4.4). */
public final class FetchObjectWriter implements ObjectWriter {

    @Override
    public int headSize(MoqObject object) {
        return Varint.size(object.groupId())
                + Varint.size(object.subgroupId())
                + Varint.size(object.objectId())
                + 1
                + ObjectHead.size(object, true);
    }

    @Override
    public void writeHead(MoqObject object, ByteBuf out) {
        Varint.write(out, object.groupId());
        Varint.write(out, object.subgroupId());
        Varint.write(out, object.objectId());
        out.writeByte(object.publisherPriority());
        ObjectHead.write(object, true, out);
    }
}
