package org.moqj.draft07.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.draft07.internal.data.SubgroupStreamHeader;

/**
 * What a stream brought that overtook the answer to its subscription: its header, the bytes that were already on their
 * way when reading was paused, and perhaps its end. Confined to the session's event loop.
 */
final class HeldData {

    private final SubgroupStreamHeader header;
    private final ByteBuf data;
    private @Nullable StreamEnd end;

    HeldData(SubgroupStreamHeader header, ByteBufAllocator allocator) {
        this.header = header;
        this.data = allocator.buffer(0);
    }

    SubgroupStreamHeader header() {
        return header;
    }

    /** Copies what is left in {@code more}, which is lent. */
    void add(ByteBuf more) {
        data.writeBytes(more);
    }

    boolean hasData() {
        return data.isReadable();
    }

    ByteBuf data() {
        return data;
    }

    void setEnd(StreamEnd how) {
        end = how;
    }

    @Nullable
    StreamEnd end() {
        return end;
    }

    void release() {
        data.release();
    }
}
