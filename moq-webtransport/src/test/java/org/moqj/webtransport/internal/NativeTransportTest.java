package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.Loopback.Pair;

/** Linux's own way of sending: many packets in one call of the kernel, which has to split them again. */
class NativeTransportTest {

    private static final int PIECE = 64 * 1024;

    private static void needEpoll() {
        if (!Epoll.isAvailable()) {
            String reason = "no epoll here: " + Epoll.unavailabilityCause();
            System.err.println("SKIPPED: " + reason);
            Assumptions.abort(reason);
        }
    }

    @Test
    void packetsLeaveTogetherWhereTheKernelSplitsThem() {
        needEpoll();
        EventLoops loops = new EventLoops(
                TransportOptions.builder().threads(1).nativeTransport(true).build());

        assertThat(loops.segments().maxNumSegments())
                .as("on Linux 4.18 or later")
                .isEqualTo(16);
        Peer.get(loops.shutdown());
    }

    @ParameterizedTest
    @EnumSource
    void whatLeavesTogetherArrivesWhole(TransportKind kind) {
        needEpoll();
        byte[] sent = new byte[8 << 20];
        new Random(1).nextBytes(sent);
        try (Loopback loopback =
                new Loopback(options -> options.nativeTransport(true), options -> options.nativeTransport(true))) {
            Pair pair = loopback.connected(kind);
            SendStream up = pair.client().openUni();
            for (int from = 0; from < sent.length; from += PIECE) {
                pair.client()
                        .write(up, java.util.Arrays.copyOfRange(sent, from, from + PIECE), from + PIECE == sent.length);
            }

            assertThat(pair.server().read(pair.server().nextUni()).all()).isEqualTo(sent);
        }
    }
}
