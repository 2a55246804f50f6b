package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.wire.Varint;

/** Writes the objects of a subgroup's stream (draft-14, section 10.4.2). */
public final class SubgroupObjectWriter implements ObjectWriter {

    private final long groupId;
    private final boolean extensions;
    private long previousId = -1;

    /** Writes objects behind {@code header}. */
    public SubgroupObjectWriter(SubgroupStreamHeader header) {
        this.groupId = header.groupId();
        this.extensions = header.extensions();
    }

    @Override
    public int headSize(MoqObject object) {
        if (object.groupId() != groupId) {
            throw new IllegalArgumentException("An object of group " + object.groupId() + " on a stream of " + groupId);
        }
        if (!extensions && !object.extensionHeaders().isEmpty()) {
            throw new IllegalArgumentException("The stream was opened without extension headers");
        }
        return Varint.size(delta(object)) + ObjectHead.size(object, extensions);
    }

    @Override
    public void writeHead(MoqObject object, ByteBuf out) {
        Varint.write(out, delta(object));
        ObjectHead.write(object, extensions, out);
        previousId = object.objectId();
    }

    private long delta(MoqObject object) {
        long delta = object.objectId() - previousId - 1;
        if (delta < 0) {
            throw new IllegalArgumentException("Object ids rise: " + object.objectId() + " after " + previousId);
        }
        return delta;
    }
}
