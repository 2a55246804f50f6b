package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Opens streams as the peer allows them, first come first served.
 *
 * <p>A stream that Netty is asked for beyond the peer's limit fails, and takes its id with it: the peer waits for that
 * id for ever. Netty's count of allowed streams is refreshed only when it is exactly zero, so that it must never be
 * overrun.
 */
final class StreamCredit {

    private final QuicChannel channel;
    private final Map<QuicStreamType, ArrayDeque<QuicStream>> waiting = new EnumMap<>(QuicStreamType.class);

    StreamCredit(QuicChannel channel) {
        this.channel = channel;
        for (QuicStreamType type : QuicStreamType.values()) {
            waiting.put(type, new ArrayDeque<>());
        }
    }

    void open(QuicStream stream) {
        ArrayDeque<QuicStream> queue = queue(stream.type());
        queue.add(stream);
        drain(stream.type(), queue);
    }

    /** The peer may have allowed more streams. */
    void drain() {
        waiting.forEach(this::drain);
    }

    private void drain(QuicStreamType type, ArrayDeque<QuicStream> queue) {
        while (!queue.isEmpty() && channel.peerAllowedStreams(type) > 0) {
            create(queue.remove());
        }
    }

    private void create(QuicStream stream) {
        channel.createStream(stream.type(), stream).addListener(created -> {
            if (created.isSuccess()) {
                stream.opened((QuicStreamChannel) created.getNow());
            } else {
                stream.openFailed(created.cause());
            }
        });
    }

    /** Takes back a stream that waits. */
    void withdraw(QuicStream stream) {
        queue(stream.type()).remove(stream);
    }

    /** The connection is over: no stream will open any more. */
    void abandon() {
        for (ArrayDeque<QuicStream> queue : waiting.values()) {
            for (QuicStream stream = queue.poll(); stream != null; stream = queue.poll()) {
                stream.gone();
            }
        }
    }

    private ArrayDeque<QuicStream> queue(QuicStreamType type) {
        return Objects.requireNonNull(waiting.get(type));
    }
}
