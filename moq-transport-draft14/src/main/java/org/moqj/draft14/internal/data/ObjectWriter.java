package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.moqj.core.model.MoqObject;

/** Writes the objects of a stream: what stands before each payload. */
public interface ObjectWriter {

    /** Returns the bytes that {@link #writeHead} appends. */
    int headSize(MoqObject object);

    /** Appends everything of the object but its payload. */
    void writeHead(MoqObject object, ByteBuf out);
}
