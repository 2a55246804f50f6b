package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.wire.Varint;

/** Writes the fields and payloads of objects (draft-07, sections 7.3.1 and 7.3.2). */
public final class ObjectWriter {

    /** The most bytes that stand before a payload on a stream, the stream's header included. */
    public static final int MAX_HEADER = 96;

    private ObjectWriter() {}

    /** Appends what precedes the payload on a subgroup's stream. */
    public static void writeSubgroupFields(ByteBuf out, MoqObject object) {
        Varint.write(out, object.objectId());
        writeLengthAndStatus(out, object);
    }

    /** Appends a fetch stream's type and header. */
    public static void writeFetchHeader(ByteBuf out, long subscribeId) {
        Varint.write(out, StreamType.FETCH_HEADER.code());
        Varint.write(out, subscribeId);
    }

    /** Appends what precedes the payload on a fetch's stream. */
    public static void writeFetchFields(ByteBuf out, MoqObject object) {
        Varint.write(out, object.groupId());
        Varint.write(out, object.subgroupId());
        Varint.write(out, object.objectId());
        out.writeByte(object.publisherPriority());
        writeLengthAndStatus(out, object);
    }

    /** Appends {@code size} bytes of the payload from {@code from} on: the one copy that it makes on its way out. */
    public static void writePayload(ByteBuf out, MoqObject object, int from, int size) {
        if (size > 0) {
            out.ensureWritable(size);
            object.copyPayloadTo(out.internalNioBuffer(out.writerIndex(), size), from, size);
            out.writerIndex(out.writerIndex() + size);
        }
    }

    /** Appends the payload's length and, where that is 0, the status: an empty normal object is {@code 00 00}. */
    static void writeLengthAndStatus(ByteBuf out, MoqObject object) {
        Varint.write(out, object.payloadSize());
        if (object.payloadSize() == 0) {
            Varint.write(out, ObjectStatusCodes.of(object.status()));
        }
    }
}
