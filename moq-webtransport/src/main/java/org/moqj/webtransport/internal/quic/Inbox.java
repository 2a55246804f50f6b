package org.moqj.webtransport.internal.quic;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.moqj.webtransport.internal.quic.QuicConnection.Receiver;

/**
 * What the peer has sent on a connection and nobody has received yet: streams, unread and as many as the peer may open,
 * and datagrams up to a limit.
 */
final class Inbox {

    private final QuicConnection connection;
    private final int maxDatagrams;
    private final ArrayDeque<QuicStream> streams = new ArrayDeque<>();
    private final ArrayDeque<ByteBuf> datagrams = new ArrayDeque<>();
    private @Nullable Receiver receiver;

    Inbox(QuicConnection connection, int maxDatagrams) {
        this.connection = connection;
        this.maxDatagrams = maxDatagrams;
    }

    @Nullable
    Receiver receiver() {
        return receiver;
    }

    /** Names who receives; {@link #deliver} lets through what is held. */
    void receiver(Receiver to) {
        receiver = to;
    }

    void deliver() {
        Receiver to = receiver;
        if (to == null) {
            return;
        }
        for (QuicStream stream = streams.poll(); stream != null; stream = streams.poll()) {
            tell(to, stream);
        }
        for (ByteBuf datagram = datagrams.poll(); datagram != null; datagram = datagrams.poll()) {
            tell(to, datagram);
        }
    }

    void add(QuicStream stream) {
        Receiver to = receiver;
        if (!connection.isOpen()) {
            stream.gone();
        } else if (to == null || !streams.isEmpty()) {
            streams.add(stream);
        } else {
            tell(to, stream);
        }
    }

    /** Takes {@code datagram} over. */
    void add(ByteBuf datagram) {
        Receiver to = receiver;
        if (connection.isOpen() && to != null && datagrams.isEmpty()) {
            tell(to, datagram);
        } else if (connection.isOpen() && datagrams.size() < maxDatagrams) {
            datagrams.add(datagram);
        } else {
            datagram.release();
        }
    }

    private void tell(Receiver to, QuicStream stream) {
        connection.guard(() -> to.onStream(stream));
    }

    private void tell(Receiver to, ByteBuf datagram) {
        try {
            connection.guard(() -> to.onDatagram(datagram));
        } finally {
            datagram.release();
        }
    }

    /** Drops everything. */
    void clear() {
        for (QuicStream stream = streams.poll(); stream != null; stream = streams.poll()) {
            stream.gone();
        }
        for (ByteBuf datagram = datagrams.poll(); datagram != null; datagram = datagrams.poll()) {
            datagram.release();
        }
    }
}
