package org.moqj.webtransport.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.Loopback.Pair;

/** Netty takes error codes as int, and a negative one ends the process (netty issue 17499). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResetAndStopTest {

    private Loopback loopback;

    @BeforeAll
    void start() {
        loopback = new Loopback();
    }

    @AfterAll
    void stop() {
        loopback.close();
    }

    static Stream<Arguments> codes() {
        return Stream.of(TransportKind.values())
                .flatMap(kind -> Stream.of(0L, 29L, 30L, 31L, (1L << 31) - 1).map(code -> Arguments.of(kind, code)));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void carriesCodeOfReset(TransportKind kind, long code) {
        Pair pair = loopback.connected(kind);
        SendStream stream = pair.client().openUni();
        pair.client().write(stream, "data".getBytes(UTF_8), false);
        Received received = pair.server().read(pair.server().nextUni());

        pair.client().run(() -> stream.reset(code));

        assertThat(received.resetCode()).isEqualTo(code);
        assertThat(received.fin).isNotDone();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void carriesCodeOfResetToClient(TransportKind kind, long code) {
        Pair pair = loopback.connected(kind);
        BidiStream asked = pair.client().openBidi();
        pair.client().write(asked.send(), "ask".getBytes(UTF_8), true);
        Received answer = pair.client().read(asked.receive());

        BidiStream arrived = pair.server().nextBidi();
        pair.server().run(() -> arrived.send().reset(code));

        assertThat(answer.resetCode()).isEqualTo(code);
    }

    /** quiche answers STOP_SENDING with a RESET of the same code, which is where the code can be seen. */
    @ParameterizedTest
    @MethodSource("codes")
    void stopsWriter(TransportKind kind, long code) {
        Pair pair = loopback.connected(kind);
        WritableProbe probe = new WritableProbe();
        SendStream stream = pair.client().openUni(probe);
        pair.client().write(stream, "data".getBytes(UTF_8), false);
        ReceiveStream arrived = pair.server().nextUni();

        pair.server().run(() -> arrived.stop(code));

        writeUntilStopped(pair, stream, probe);
        assertThat(Peer.get(probe.stopped)).isEqualTo(-1);
        assertThat(pair.client().call(stream::isWritable)).isFalse();
    }

    /** STOP_SENDING is only seen when a write fails (netty issues 17380 and 15924). */
    private static void writeUntilStopped(Pair pair, SendStream stream, WritableProbe probe) {
        long end = System.nanoTime() + Peer.PATIENCE_SECONDS * 1_000_000_000L;
        while (!probe.stopped.isDone() && System.nanoTime() < end) {
            pair.client().write(stream, new byte[1], false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void releasesWhatIsWrittenAfterTheEnd(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        SendStream stream = pair.client().openUni();
        pair.client().write(stream, new byte[1], false);
        pair.client().run(() -> stream.reset(1));
        ByteBuf late = Unpooled.buffer().writeByte(1);

        pair.client().run(() -> stream.write(late, true));

        assertThat(late.refCnt()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void rejectsCodesThatNettyCannotTake(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        BidiStream stream = pair.client().openBidi();
        pair.client().write(stream.send(), new byte[1], false);

        for (long code : new long[] {-1, Long.MIN_VALUE, 1L << 31, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pair.client().run(() -> stream.send().reset(code)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pair.client().run(() -> stream.receive().stop(code)));
            assertThatIllegalArgumentException().isThrownBy(() -> pair.client()
                    .run(() -> pair.client().session.close(code, "")));
        }

        pair.client().write(stream.send(), new byte[1], true);
        assertThat(pair.server().read(pair.server().nextBidi().receive()).all()).hasSize(2);
    }

    /** A peer that sees a reset before the stream's header may end the whole session. */
    @ParameterizedTest
    @EnumSource
    void resetOfAFreshStreamArrivesBehindItsHeader(TransportKind kind) {
        Pair pair = loopback.connected(kind);

        pair.client().run(() -> {
            SendStream stream = pair.client().session.openUni(new WritableProbe());
            stream.write(Unpooled.copyInt(1), false);
            stream.reset(5);
        });

        assertThat(pair.server().read(pair.server().nextUni()).resetCode()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void oneHalfOfABidiStreamOutlivesTheOther(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        BidiStream stream = pair.client().openBidi();
        Received answer = pair.client().read(stream.receive());
        pair.client().write(stream.send(), "ask".getBytes(UTF_8), false);
        BidiStream arrived = pair.server().nextBidi();
        Received asked = pair.server().read(arrived.receive());

        pair.client().run(() -> stream.send().reset(3));
        assertThat(asked.resetCode()).isEqualTo(3);
        pair.server().write(arrived.send(), "still here".getBytes(UTF_8), true);

        assertThat(answer.all()).asString().isEqualTo("still here");
    }

    @ParameterizedTest
    @EnumSource
    void hearsNothingAfterStop(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        SendStream stream = pair.client().openUni();
        pair.client().write(stream, "data".getBytes(UTF_8), false);
        Received received = new Received();
        ReceiveStream arrived = pair.server().nextUni();

        pair.server().run(() -> {
            arrived.start(received);
            arrived.stop(0);
        });
        pair.client().write(stream, "more".getBytes(UTF_8), true);
        SendStream next = pair.client().openUni();
        pair.client().write(next, "next".getBytes(UTF_8), true);

        assertThat(pair.server().read(pair.server().nextUni()).all()).asString().isEqualTo("next");
        assertThat(received.bytes.get()).isZero();
        assertThat(received.fin).isNotDone();
        assertThat(received.reset).isNotDone();
    }
}
