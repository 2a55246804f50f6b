package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** What has arrived on a stream that waits for the answer that tells what it belongs to. */
final class HeldData {

    /** How the stream ended meanwhile. */
    enum End {
        NOT_YET,
        FIN,
        RESET
    }

    private final ByteBuf data;
    private End end = End.NOT_YET;
    private long resetCode = -1;

    HeldData(ByteBufAllocator allocator) {
        this.data = allocator.buffer();
    }

    void append(ByteBuf more) {
        data.writeBytes(more);
    }

    ByteBuf data() {
        return data;
    }

    int size() {
        return data.readableBytes();
    }

    void ended(End how, long code) {
        end = how;
        resetCode = code;
    }

    End end() {
        return end;
    }

    long resetCode() {
        return resetCode;
    }

    void release() {
        data.release();
    }
}
