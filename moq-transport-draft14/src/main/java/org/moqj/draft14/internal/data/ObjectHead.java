package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.wire.Varint;

/** What subgroup and fetch streams write in common before a payload: extension headers, payload length and status. */
final class ObjectHead {

    private ObjectHead() {}

    static int size(MoqObject object, boolean withExtensions) {
        int size = Varint.size(object.payloadSize()) + (object.payloadSize() == 0 ? 1 : 0);
        if (withExtensions) {
            int block = ExtensionHeaders.size(object.extensionHeaders());
            size += Varint.size(block) + block;
        }
        return size;
    }

    static void write(MoqObject object, boolean withExtensions, ByteBuf out) {
        if (withExtensions) {
            Varint.write(out, ExtensionHeaders.size(object.extensionHeaders()));
            ExtensionHeaders.write(object.extensionHeaders(), out);
        }
        Varint.write(out, object.payloadSize());
        if (object.payloadSize() == 0) {
            Varint.write(out, ObjectStatusCodes.code(object.status()));
        }
    }
}
