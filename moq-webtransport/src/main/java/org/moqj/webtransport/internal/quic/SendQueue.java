package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What waits to be written on a stream, behind the stream's header. Owns its buffers. */
final class SendQueue {

    /** The most bytes given to Netty at once: it copies what is in the heap, as a whole. */
    private static final int PIECE = 64 * 1024;

    /** A buffer of this size goes out by itself, uncopied, also when more follow. */
    private static final int WORTH_ITS_OWN_WRITE = 4 * 1024;

    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>(4);
    private @Nullable ByteBuf header;
    private long bytes;

    void header(@Nullable ByteBuf header) {
        this.header = header;
    }

    /** Takes the header out, if it is still here. */
    @Nullable
    ByteBuf takeHeader() {
        ByteBuf taken = header;
        header = null;
        return taken;
    }

    void add(ByteBuf data) {
        if (data.isReadable()) {
            waiting.add(data);
            bytes += data.readableBytes();
        } else {
            data.release();
        }
    }

    boolean isEmpty() {
        return header == null && waiting.isEmpty();
    }

    /** Returns the bytes that wait, without the header's. */
    long bytes() {
        return bytes;
    }

    /** Takes out what goes next: a large buffer or a part of it, or a copy of several small ones. */
    ByteBuf next(ByteBufAllocator allocator) {
        ByteBuf first = waiting.peek();
        if (header != null || first == null) {
            return merge(allocator);
        }
        if (first.readableBytes() > PIECE) {
            bytes -= PIECE;
            return first.readRetainedSlice(PIECE);
        }
        if (waiting.size() == 1 || first.readableBytes() >= WORTH_ITS_OWN_WRITE) {
            bytes -= first.readableBytes();
            return waiting.remove();
        }
        return merge(allocator);
    }

    private ByteBuf merge(ByteBufAllocator allocator) {
        int headerSize = header == null ? 0 : header.readableBytes();
        int room = (int) Math.min(PIECE - headerSize, bytes);
        ByteBuf merged = allocator.directBuffer(headerSize + room);
        ByteBuf first = takeHeader();
        if (first != null) {
            merged.writeBytes(first);
            first.release();
        }
        bytes -= room;
        while (room > 0) {
            ByteBuf source = waiting.element();
            int part = Math.min(room, source.readableBytes());
            merged.writeBytes(source, part);
            room -= part;
            if (!source.isReadable()) {
                waiting.remove().release();
            }
        }
        return merged;
    }

    /** Releases everything. */
    void clear() {
        ByteBuf first = takeHeader();
        if (first != null) {
            first.release();
        }
        for (ByteBuf data = waiting.poll(); data != null; data = waiting.poll()) {
            data.release();
        }
        bytes = 0;
    }
}
