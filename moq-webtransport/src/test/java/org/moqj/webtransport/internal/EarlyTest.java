package org.moqj.webtransport.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.Loopback.Pair;

/** What comes before someone listens waits, within limits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlyTest {

    private static final int HELD_DATAGRAMS = 8;

    private Loopback loopback;

    @BeforeAll
    void start() {
        loopback = new Loopback(options -> options.datagramQueue(HELD_DATAGRAMS), options -> options);
    }

    @AfterAll
    void stop() {
        loopback.close();
    }

    @ParameterizedTest
    @EnumSource
    void holdsStreamsAndDatagramsUntilAHandlerIsSet(TransportKind kind) {
        Pair pair = loopback.connect(kind);
        pair.client().listening();
        for (int i = 0; i < 5; i++) {
            SendStream stream = pair.client().openUni();
            pair.client().write(stream, ("stream " + i).getBytes(UTF_8), true);
        }
        pair.client().write(pair.client().openBidi().send(), "bidi".getBytes(UTF_8), true);
        pair.client().run(() -> pair.client().session.sendDatagram(Unpooled.copiedBuffer("early", UTF_8)));
        awaitArrival(pair);

        pair.server().listening();

        List<String> arrived = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            arrived.add(new String(pair.server().read(pair.server().nextUni()).all(), UTF_8));
        }
        assertThat(arrived).containsExactlyInAnyOrder("stream 0", "stream 1", "stream 2", "stream 3", "stream 4");
        assertThat(pair.server().read(pair.server().nextBidi().receive()).all())
                .asString()
                .isEqualTo("bidi");
        assertThat(Peer.take(pair.server().datagrams)).asString().isEqualTo("early");
    }

    @ParameterizedTest
    @EnumSource
    void dropsEarlyDatagramsBeyondTheQueue(TransportKind kind) {
        Pair pair = loopback.connect(kind);
        pair.client().listening();
        pair.client().run(() -> {
            for (int i = 0; i < 10 * HELD_DATAGRAMS; i++) {
                pair.client().session.sendDatagram(Unpooled.copyInt(i));
            }
        });
        awaitArrival(pair);

        pair.server().listening();
        SendStream marker = pair.client().openUni();
        pair.client().write(marker, new byte[1], true);
        pair.server().read(pair.server().nextUni()).all();

        assertThat(pair.server().datagrams)
                .hasSizeLessThanOrEqualTo(HELD_DATAGRAMS)
                .isNotEmpty();
    }

    /** An answer from the server's network stack: what was sent before has arrived. */
    private static void awaitArrival(Pair pair) {
        SendStream stream = pair.server().openUni();
        pair.server().write(stream, new byte[1], true);
        pair.client().read(pair.client().nextUni()).all();
        SendStream back = pair.client().openUni();
        pair.client().write(back, new byte[1], true);
        Peer.get(CompletableFuture.runAsync(() -> {}, pair.server().session.executor()));
    }

    @ParameterizedTest
    @EnumSource
    void handsTheSessionToAnotherHandler(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        Peer second = new Peer(pair.server().session);
        second.listening();

        SendStream stream = pair.client().openUni();
        pair.client().write(stream, "for the second".getBytes(UTF_8), true);

        assertThat(second.read(second.nextUni()).all()).asString().isEqualTo("for the second");
        assertThat(pair.server().uniStreams).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void handsTheStreamToAnotherHandler(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        SendStream stream = pair.client().openUni();
        pair.client().write(stream, "first".getBytes(UTF_8), false);
        ReceiveStream arrived = pair.server().nextUni();
        Received second = new Received();
        pair.server()
                .run(() -> arrived.start(new ForwardingHandler(new Received()) {
                    @Override
                    public void onData(ByteBuf data) {
                        data.skipBytes(data.readableBytes());
                        arrived.start(second);
                        pair.client()
                                .session
                                .executor()
                                .execute(() -> stream.write(Unpooled.copiedBuffer("second", UTF_8), true));
                    }
                }));

        assertThat(second.all()).asString().isEqualTo("second");
    }
}
