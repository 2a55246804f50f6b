package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.draft14.internal.data.ObjectDatagram;
import org.moqj.draft14.internal.data.SubgroupStreamHeader;

/**
 * Streams and datagrams that overtook the answer that tells which track their alias stands for (draft-14, sections 10.1
 * to 10.4.2). Bounded in number, bytes and time. Confined to the session's event loop.
 */
final class EarlyData {

    private final Link link;
    private final List<EarlyStream> streams = new ArrayList<>();
    private final Deque<EarlyDatagram> datagrams = new ArrayDeque<>();
    private long bytes;

    EarlyData(Link link) {
        this.link = link;
        link.atEnd(this::close);
    }

    /** A stream that waits. */
    static final class EarlyStream {

        private final SubgroupStreamHeader header;
        private final IncomingUniStream stream;
        private final HeldData data;
        private SessionExecutor.@Nullable Timer timer;

        private EarlyStream(SubgroupStreamHeader header, IncomingUniStream stream, HeldData data) {
            this.header = header;
            this.stream = stream;
            this.data = data;
        }

        SubgroupStreamHeader header() {
            return header;
        }

        IncomingUniStream stream() {
            return stream;
        }
    }

    private record EarlyDatagram(ObjectDatagram datagram, long arrived) {}

    /** Has {@code stream} wait, or stops it where too many do. */
    void hold(SubgroupStreamHeader header, IncomingUniStream stream) {
        if (streams.size() >= link.limits().maxEarlyStreams()) {
            link.dropped("early stream, too many wait");
            stream.stop(StreamCode.CANCELLED);
            return;
        }
        EarlyStream early =
                new EarlyStream(header, stream, new HeldData(link.transport().allocator()));
        early.timer = link.schedule(link.options().earlyDataTimeout(), () -> giveUp(early));
        streams.add(early);
        stream.hold(early.data);
    }

    /** Keeps what still arrived on a waiting stream, or stops the stream where too much does. */
    void keep(IncomingUniStream stream, HeldData held, ByteBuf data) {
        if (bytes + data.readableBytes() > link.limits().maxQueuedBytes()) {
            streams.stream().filter(early -> early.stream == stream).findFirst().ifPresent(this::giveUp);
            return;
        }
        bytes += data.readableBytes();
        held.append(data);
    }

    private void giveUp(EarlyStream early) {
        link.dropped("early stream of track alias " + early.header.trackAlias());
        remove(early);
        streams.remove(early);
        early.stream.stop(StreamCode.CANCELLED);
    }

    private void remove(EarlyStream early) {
        bytes -= early.data.size();
        if (early.timer != null) {
            early.timer.cancel();
        }
    }

    /** Has {@code datagram} wait, or drops it where too many do. */
    void hold(ObjectDatagram datagram) {
        dropOldDatagrams();
        if (datagrams.size() >= link.limits().maxEarlyDatagrams()) {
            link.dropped("early datagram, too many wait");
            return;
        }
        long now = link.transport().executor().nanoTime();
        datagrams.add(new EarlyDatagram(datagram, now));
    }

    private void dropOldDatagrams() {
        long oldest = link.transport().executor().nanoTime()
                - link.options().earlyDataTimeout().toNanos();
        while (!datagrams.isEmpty() && datagrams.getFirst().arrived() - oldest < 0) {
            datagrams.removeFirst();
        }
    }

    /** Returns the first stream that waits for {@code trackAlias}, and forgets it; null where there is none. */
    @Nullable
    EarlyStream nextStream(long trackAlias) {
        for (EarlyStream early : streams) {
            if (early.header.trackAlias() == trackAlias) {
                streams.remove(early);
                remove(early);
                return early;
            }
        }
        return null;
    }

    /** Returns the first datagram that waits for {@code trackAlias}, and forgets it; null where there is none. */
    @Nullable
    ObjectDatagram nextDatagram(long trackAlias) {
        dropOldDatagrams();
        for (EarlyDatagram early : datagrams) {
            if (early.datagram().trackAlias() == trackAlias) {
                datagrams.remove(early);
                return early.datagram();
            }
        }
        return null;
    }

    /** Stops and drops what waits for {@code trackAlias}. */
    void discard(long trackAlias) {
        for (EarlyStream early = nextStream(trackAlias); early != null; early = nextStream(trackAlias)) {
            early.stream.stop(StreamCode.CANCELLED);
        }
        datagrams.removeIf(early -> early.datagram().trackAlias() == trackAlias);
    }

    private void close() {
        for (EarlyStream early : streams) {
            remove(early);
            early.data.release();
        }
        streams.clear();
        datagrams.clear();
    }
}
