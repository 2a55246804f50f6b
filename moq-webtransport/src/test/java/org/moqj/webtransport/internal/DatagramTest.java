package org.moqj.webtransport.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.moqj.webtransport.internal.Loopback.Pair;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatagramTest {

    private Loopback loopback;

    @BeforeAll
    void start() {
        loopback = new Loopback(options -> options, options -> options.datagramQueue(32));
    }

    @AfterAll
    void stop() {
        loopback.close();
    }

    @ParameterizedTest
    @EnumSource
    void carriesDatagramsBothWays(TransportKind kind) {
        Pair pair = loopback.connected(kind);

        assertThat(send(pair.client(), Unpooled.copiedBuffer("up", UTF_8))).isEqualTo(DatagramResult.SENT);
        assertThat(send(pair.server(), Unpooled.copiedBuffer("down", UTF_8))).isEqualTo(DatagramResult.SENT);

        assertThat(Peer.take(pair.server().datagrams)).asString().isEqualTo("up");
        assertThat(Peer.take(pair.client().datagrams)).asString().isEqualTo("down");
    }

    @ParameterizedTest
    @EnumSource
    void carriesTheLargestAndNoLarger(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        int max = pair.client().call(pair.client().session::maxDatagramSize);
        ByteBuf tooLarge = Unpooled.wrappedBuffer(new byte[max + 1]);

        assertThat(max).isGreaterThan(1000);
        assertThat(send(pair.client(), tooLarge)).isEqualTo(DatagramResult.TOO_LARGE);
        assertThat(tooLarge.refCnt()).isZero();
        assertThat(send(pair.client(), Unpooled.wrappedBuffer(new byte[max]))).isEqualTo(DatagramResult.SENT);
        assertThat(Peer.take(pair.server().datagrams)).hasSize(max);
    }

    /** Netty reports success for a datagram that found the queue full. */
    @ParameterizedTest
    @EnumSource
    void saysWhenTheQueueIsFull(TransportKind kind) {
        Pair pair = loopback.connected(kind);

        Map<DatagramResult, Integer> results = pair.client().call(() -> {
            Map<DatagramResult, Integer> counts = new EnumMap<>(DatagramResult.class);
            for (int i = 0; i < 5000; i++) {
                DatagramResult result = pair.client().session.sendDatagram(Unpooled.wrappedBuffer(new byte[1000]));
                counts.merge(result, 1, Integer::sum);
            }
            return counts;
        });

        assertThat(results).containsOnlyKeys(DatagramResult.SENT, DatagramResult.QUEUE_FULL);
        assertThat(Peer.take(pair.server().datagrams)).hasSize(1000);
    }

    private static DatagramResult send(Peer peer, ByteBuf datagram) {
        return peer.call(() -> peer.session.sendDatagram(datagram));
    }
}
