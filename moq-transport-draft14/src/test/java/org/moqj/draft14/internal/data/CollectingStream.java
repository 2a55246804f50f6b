package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.moqj.core.spi.transport.SendStream;

/** Keeps what is written to it. */
final class CollectingStream implements SendStream {

    private final List<ByteBuf> written = new ArrayList<>();
    private int ended;

    /** Returns each write in hex. */
    List<String> hex() {
        return written.stream().map(ByteBufUtil::hexDump).toList();
    }

    /** Returns the size of each write. */
    List<Integer> sizes() {
        return written.stream().map(ByteBuf::readableBytes).toList();
    }

    /** Returns the memory that each write took. */
    List<Integer> capacities() {
        return written.stream().map(ByteBuf::capacity).toList();
    }

    /** Returns with which write the stream ended, counted from 1; 0 while it is open. */
    int ended() {
        return ended;
    }

    void release() {
        written.forEach(ByteBuf::release);
        written.clear();
    }

    @Override
    public long id() {
        return 2;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public void write(ByteBuf data, boolean last) {
        written.add(data);
        if (last) {
            ended = written.size();
        }
    }

    @Override
    public void finish() {
        ended = written.size();
    }

    @Override
    public void reset(long code) {
        throw new UnsupportedOperationException("not written to be reset");
    }

    @Override
    public void setPriority(int urgency, boolean incremental) {
        throw new UnsupportedOperationException("not written to be ordered");
    }
}
