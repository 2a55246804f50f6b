package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.Loopback.Pair;

class BackpressureTest {

    private static final int WINDOW = 256 * 1024;
    private static final int CHUNK = 10_000;

    private Loopback loopback;

    @BeforeEach
    void start() {
        loopback =
                new Loopback(options -> options.streamWindow(WINDOW).connectionWindow(4 * WINDOW), options -> options);
    }

    @AfterEach
    void stop() {
        loopback.close();
    }

    /** Writes as long as the stream takes it, up to a limit. */
    private static final class Writer implements SendStreamHandler {

        final CompletableFuture<Boolean> held = new CompletableFuture<>();
        final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private SendStream stream;
        private long left;
        private long written;

        void start(Peer peer, long bytes) {
            left = bytes;
            peer.run(() -> {
                stream = peer.session.openUni(this);
                onWritable();
            });
        }

        @Override
        public void onWritable() {
            while (left > 0 && stream.isWritable()) {
                int size = (int) Math.min(CHUNK, left);
                left -= size;
                written += size;
                stream.write(Unpooled.wrappedBuffer(new byte[size]), left == 0);
            }
            if (left == 0) {
                done.complete(true);
            } else {
                held.complete(true);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void pausedReaderHoldsTheWriterUntilItResumes(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        Writer writer = new Writer();
        long total = 20L * WINDOW;
        writer.start(pair.client(), total);
        ReceiveStream arrived = pair.server().nextUni();
        Received received = pair.server().read(arrived);
        pair.server().run(() -> arrived.setReading(false));
        Peer.get(writer.held);

        awaitStandstill(pair.client(), writer);
        long whileHeld = pair.client().call(() -> writer.written);
        pair.server().run(() -> arrived.setReading(true));

        assertThat(received.all()).hasSize((int) total);
        assertThat(writer.done).isCompleted();
        assertThat(whileHeld).isLessThan(total);
    }

    /** A stream that nobody reads holds its writer at the stream's window. */
    @ParameterizedTest
    @EnumSource
    void streamThatIsNotStartedHoldsTheWriter(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        Writer writer = new Writer();
        writer.start(pair.client(), 10L * WINDOW);
        ReceiveStream arrived = pair.server().nextUni();

        awaitStandstill(pair.client(), writer);

        assertThat(pair.client().call(() -> writer.written)).isBetween((long) WINDOW / 2, 2L * WINDOW);
        assertThat(pair.server().read(arrived).all()).hasSize(10 * WINDOW);
    }

    /** Waits until the writer has not written for a while. */
    private static void awaitStandstill(Peer peer, Writer writer) {
        long before = -1;
        for (int rounds = 0; rounds < 100; rounds++) {
            long now = peer.call(() -> writer.written);
            if (now == before) {
                return;
            }
            before = now;
            Peer.get(new CompletableFuture<Boolean>()
                    .completeOnTimeout(true, 150, java.util.concurrent.TimeUnit.MILLISECONDS));
        }
        throw new AssertionError("The writer never came to a standstill");
    }

    /** Closing a stream with unread data must give its bytes back to the connection's window. */
    @ParameterizedTest
    @EnumSource
    void stoppedStreamsDoNotUseUpTheConnection(TransportKind kind) {
        Pair pair = loopback.connected(kind);

        for (int i = 0; i < 20; i++) {
            SendStream stream = pair.client().openUni();
            pair.client().write(stream, new byte[WINDOW * 3 / 4], false);
            ReceiveStream arrived = pair.server().nextUni();
            pair.server().run(() -> arrived.stop(0));
        }

        SendStream last = pair.client().openUni();
        pair.client().write(last, new byte[WINDOW], true);
        assertThat(pair.server().read(pair.server().nextUni()).all()).hasSize(WINDOW);
    }

    /** While reading is paused, a reset in front of no data is seen. */
    @ParameterizedTest
    @EnumSource
    void noticesResetWhilePaused(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        SendStream stream = pair.client().openUni();
        pair.client().write(stream, new byte[] {1}, false);
        ReceiveStream arrived = pair.server().nextUni();
        Received received = new Received();
        CompletableFuture<Boolean> read = new CompletableFuture<>();
        pair.server()
                .run(() -> arrived.start(new ForwardingHandler(received) {
                    @Override
                    public void onData(io.netty.buffer.ByteBuf data) {
                        super.onData(data);
                        arrived.setReading(false);
                        read.complete(true);
                    }
                }));
        Peer.get(read);

        pair.client().run(() -> stream.reset(9));

        assertThat(received.resetCode()).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource
    void countsWhatWaits(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        SendStream stream = pair.client().openUni();

        pair.client().write(stream, new byte[8 * WINDOW], false);

        assertThat(pair.client().call(stream::isWritable)).isFalse();
        assertThat(pair.client().call(stream::queuedBytes)).isBetween(1L, 8L * WINDOW);
        pair.client().write(stream, new byte[0], true);
        assertThat(pair.server().read(pair.server().nextUni()).all()).hasSize(8 * WINDOW);
        assertThat(pair.client().call(stream::queuedBytes)).isZero();
    }
}
