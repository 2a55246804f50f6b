package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.Loopback.Pair;

/** Netty burns the id of a stream that it cannot open; none may be asked for beyond the peer's limit. */
class StreamLimitTest {

    private static final int LIMIT = 10;
    private static final int STREAMS = 200;

    @ParameterizedTest
    @EnumSource
    void opensTwentyTimesAsManyStreamsAsAllowedAtOnce(TransportKind kind) {
        try (Loopback loopback = new Loopback(options -> options.maxUniStreams(LIMIT), options -> options)) {
            Pair pair = loopback.connected(kind);

            List<SendStream> opened = pair.client().call(() -> {
                List<SendStream> streams = new ArrayList<>();
                for (int i = 0; i < STREAMS; i++) {
                    SendStream stream = pair.client().session.openUni(new SendStreamHandler() {});
                    stream.write(Unpooled.copyInt(i), true);
                    streams.add(stream);
                }
                return streams;
            });

            assertThat(opened.get(STREAMS - 1).id()).isEqualTo(-1);
            Set<Integer> arrived = new HashSet<>();
            for (int i = 0; i < STREAMS; i++) {
                byte[] data = pair.server().read(pair.server().nextUni()).all();
                arrived.add(Unpooled.wrappedBuffer(data).readInt());
            }
            assertThat(arrived).hasSize(STREAMS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWaitingStreamThatItIsWritable(TransportKind kind) {
        try (Loopback loopback = new Loopback(options -> options.maxUniStreams(1), options -> options)) {
            Pair pair = loopback.connected(kind);
            WritableProbe probe = new WritableProbe();
            // A server keeps room for three streams of HTTP/3's, of which it opens one.
            int free = kind == TransportKind.QUIC ? 4 : 3;
            List<SendStream> first = new ArrayList<>();
            for (int i = 0; i < free; i++) {
                SendStream stream = pair.client().openUni();
                pair.client().write(stream, new byte[1], false);
                first.add(stream);
            }

            SendStream waiting = pair.client().openUni(probe);

            assertThat(pair.client().call(waiting::isWritable)).isFalse();
            assertThat(waiting.id()).isEqualTo(-1);
            first.forEach(stream -> pair.client().write(stream, new byte[1], true));
            for (int i = 0; i < free; i++) {
                pair.server().read(pair.server().nextUni()).all();
            }
            Peer.get(probe.writable);
            assertThat(pair.client().call(waiting::isWritable)).isTrue();
            pair.client().write(waiting, new byte[] {7}, true);
            assertThat(pair.server().read(pair.server().nextUni()).all()).containsExactly(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpWaitingStreamThatIsReset(TransportKind kind) {
        try (Loopback loopback = new Loopback(options -> options.maxUniStreams(LIMIT), options -> options)) {
            Pair pair = loopback.connected(kind);
            List<SendStream> streams = new ArrayList<>();
            for (int i = 0; i < 2 * LIMIT; i++) {
                SendStream stream = pair.client().openUni();
                pair.client().write(stream, new byte[] {(byte) i}, false);
                streams.add(stream);
            }

            SendStream last = streams.get(2 * LIMIT - 1);
            assertThat(last.id()).isEqualTo(-1);
            pair.client().run(() -> last.reset(0));
            assertThat(pair.client().call(last::queuedBytes)).isZero();
            streams.subList(0, 2 * LIMIT - 1).forEach(stream -> pair.client().run(stream::finish));

            for (int i = 0; i < 2 * LIMIT - 1; i++) {
                assertThat(pair.server().read(pair.server().nextUni()).all()).containsExactly(i);
            }
            assertThat(pair.server().uniStreams).isEmpty();
        }
    }
}
