package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.Loopback.Pair;

/** Counts memory exactly: all tests of this module run with the unpooled allocator. */
class LeakTest {

    private static final int STREAMS = 1500;

    @BeforeEach
    void countsExactly() {
        assertThat(ByteBufAllocator.DEFAULT)
                .as("run with -Dio.netty.allocator.type=unpooled")
                .isSameAs(UnpooledByteBufAllocator.DEFAULT);
    }

    private static long memory() {
        return UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()
                + UnpooledByteBufAllocator.DEFAULT.metric().usedHeapMemory();
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoBufferBehind(TransportKind kind) {
        warmUp(kind);
        long before = memory();
        try (Loopback loopback = new Loopback()) {
            Pair pair = loopback.connected(kind);
            for (int i = 0; i < STREAMS; i++) {
                streamsOfEachFate(pair, i);
            }
            pair.client().run(() -> {
                for (int i = 0; i < 3000; i++) {
                    pair.client()
                            .session
                            .sendDatagram(
                                    pair.client().session.allocator().buffer().writeZero(900));
                }
            });
        }

        Peer.await(() -> memory() == before);
    }

    /** What Netty keeps for the life of the process is there from now on. */
    private static void warmUp(TransportKind kind) {
        try (Loopback loopback = new Loopback()) {
            Pair pair = loopback.connected(kind);
            pair.client().write(pair.client().openUni(), new byte[1], true);
            pair.server().read(pair.server().nextUni()).all();
        }
    }

    /** Finished, reset, stopped, never read, never written, never ended. */
    private static void streamsOfEachFate(Pair pair, int number) {
        SendStream stream = pair.client().openUni();
        pair.client().run(() -> stream.write(filled(pair.client(), 3000), number % 6 == 0));
        ReceiveStream arrived = pair.server().nextUni();
        switch (number % 6) {
            case 0 -> pair.server().read(arrived).all();
            case 1 -> {
                Received received = pair.server().read(arrived);
                pair.client().run(() -> stream.reset(number));
                assertThat(received.resetCode()).isEqualTo(number);
            }
            case 2 -> {
                pair.server().run(() -> arrived.stop(number));
                pair.client().run(() -> stream.write(filled(pair.client(), 10), true));
            }
            case 3 -> {
                BidiStream bidi = pair.client().openBidi();
                pair.client().run(() -> {
                    bidi.send().reset(1);
                    bidi.receive().stop(1);
                });
                pair.client().run(() -> stream.reset(0));
                pair.server().run(() -> arrived.stop(0));
            }
            case 4 -> {
                pair.server().run(() -> {
                    arrived.start(new Received());
                    arrived.setReading(false);
                });
                pair.client().run(() -> stream.write(Unpooled.wrappedBuffer(new byte[100]), true));
                pair.server().run(() -> arrived.setReading(true));
            }
            default -> pair.client().run(stream::finish);
        }
    }

    private static ByteBuf filled(Peer peer, int size) {
        return peer.session.allocator().buffer(size).writeZero(size);
    }

    /** A stream that is over leaves nothing of ours in Netty's channel: the handlers of a long session would pile up. */
    @ParameterizedTest
    @EnumSource
    void forgetsTheHandlersOfStreamsThatAreOver(TransportKind kind) throws InterruptedException {
        try (Loopback loopback = new Loopback()) {
            Pair pair = loopback.connected(kind);
            Queue<WeakReference<Object>> handlers = new ArrayDeque<>();
            for (int i = 0; i < 200; i++) {
                handlers.add(resetStream(pair, i));
            }

            for (int rounds = 0; rounds < 50 && !handlers.isEmpty(); rounds++) {
                System.gc();
                handlers.removeIf(handler -> handler.get() == null);
                Thread.onSpinWait();
            }
            assertThat(handlers).isEmpty();
            assertThat(pair.client().closed).isNotDone();
        }
    }

    private static WeakReference<Object> resetStream(Pair pair, int number) {
        SendStream stream = pair.client().openUni(new SendStreamHandler() {});
        pair.client().write(stream, new byte[] {1}, false);
        CompletableFuture<Long> reset = new CompletableFuture<>();
        ReceiveStreamHandler handler = new ReceiveStreamHandler() {
            @Override
            public void onData(ByteBuf data) {}

            @Override
            public void onFin() {}

            @Override
            public void onReset(long code) {
                reset.complete(code);
            }
        };
        ReceiveStream arrived = pair.server().nextUni();
        pair.server().run(() -> arrived.start(handler));
        pair.client().run(() -> stream.reset(number));
        assertThat(Peer.get(reset)).isEqualTo(number);
        return new WeakReference<>(handler);
    }
}
