package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.Loopback.Pair;

class PriorityTest {

    private static final int BULK = 8 << 20;

    @ParameterizedTest
    @EnumSource
    void urgentStreamOvertakesBulk(TransportKind kind) {
        try (Loopback loopback = new Loopback(
                options -> options.streamWindow(2 * BULK).connectionWindow(4 * BULK), options -> options)) {
            Pair pair = loopback.connected(kind);
            SendStream bulk = pair.client().openUni();
            pair.client().run(() -> bulk.setPriority(100, false));
            pair.client().write(bulk, new byte[BULK], true);
            Received slow = pair.server().read(pair.server().nextUni());

            SendStream urgent = pair.client().call(() -> {
                SendStream stream = pair.client().session.openUni(new WritableProbe());
                stream.setPriority(1, false);
                stream.write(Unpooled.wrappedBuffer(new byte[1000]), true);
                return stream;
            });

            assertThat(urgent.id()).isGreaterThan(bulk.id());
            assertThat(pair.server().read(pair.server().nextUni()).all()).hasSize(1000);
            assertThat(slow.fin).isNotDone();
            assertThat(slow.all()).hasSize(BULK);
        }
    }
}
