package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;

/** What a unidirectional stream begins with (draft-14, section 10). */
public sealed interface StreamHeader permits SubgroupStreamHeader, FetchStreamHeader {

    /** Returns the stream's type on the wire. */
    long type();

    /** Appends the header. */
    void write(ByteBuf out);
}
