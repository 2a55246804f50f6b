package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.moqj.core.spi.wire.Varint;

/**
 * FETCH_HEADER (draft-14, section 10.4.4): the stream answers the FETCH {@code requestId}.
 *
 * @param requestId the id of the FETCH
 */
public record FetchStreamHeader(long requestId) implements StreamHeader {

    /** The type of these streams. */
    public static final long TYPE = 0x05;

    @Override
    public long type() {
        return TYPE;
    }

    @Override
    public void write(ByteBuf out) {
        Varint.write(out, TYPE);
        Varint.write(out, requestId);
    }
}
