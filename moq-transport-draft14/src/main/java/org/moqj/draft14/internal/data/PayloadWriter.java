package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SendStream;

/** Copies payloads into buffers of the transport, the one copy of a payload on its way out. */
public final class PayloadWriter {

    /** The most payload in one buffer: a large object takes pooled memory of this size, several times. */
    static final int PIECE = 64 << 10;

    private PayloadWriter() {}

    /**
     * Writes an object: what stands before it and its payload in one buffer, as far as that is not too large.
     *
     * @param header the stream's header, where this is its first object
     * @param last whether the stream ends with it
     * @return the bytes written
     */
    public static long write(
            SendStream stream,
            ByteBufAllocator allocator,
            @Nullable StreamHeader header,
            ObjectWriter writer,
            MoqObject object,
            boolean last) {
        int size = object.payloadSize();
        int first = Math.min(size, PIECE);
        ByteBuf buffer = allocator.buffer(MAX_HEADER + writer.headSize(object) + first);
        try {
            if (header != null) {
                header.write(buffer);
            }
            writer.writeHead(object, buffer);
            copy(object, 0, first, buffer);
        } catch (RuntimeException e) {
            buffer.release();
            throw e;
        }
        long written = (long) buffer.readableBytes() + size - first;
        stream.write(buffer, last && first == size);
        for (int from = first; from < size; from += PIECE) {
            writePiece(stream, allocator, object, from, last);
        }
        return written;
    }

    /** The most bytes of a stream's header. */
    private static final int MAX_HEADER = 33;

    private static void writePiece(
            SendStream stream, ByteBufAllocator allocator, MoqObject object, int from, boolean last) {
        int length = Math.min(object.payloadSize() - from, PIECE);
        ByteBuf buffer = allocator.buffer(length);
        copy(object, from, length, buffer);
        stream.write(buffer, last && from + length == object.payloadSize());
    }

    /** Appends a part of the payload, through the buffer's own view of its memory: nothing is made on the way. */
    static void copy(MoqObject object, int from, int length, ByteBuf out) {
        out.ensureWritable(length);
        ByteBuffer memory = out.internalNioBuffer(out.writerIndex(), length);
        object.copyPayloadTo(memory, from, length);
        out.writerIndex(out.writerIndex() + length);
    }
}
