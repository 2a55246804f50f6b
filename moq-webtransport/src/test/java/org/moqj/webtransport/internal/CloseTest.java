package org.moqj.webtransport.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportClosed.Cause;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.moqj.webtransport.internal.Loopback.Pair;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloseTest {

    private static final Duration IDLE = Duration.ofMillis(600);
    private static final Duration KEEP_ALIVE = Duration.ofMillis(100);

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
                .flatMap(kind -> Stream.of(0L, 3L, 29L, 30L, (1L << 31) - 1).map(code -> Arguments.of(kind, code)));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void tellsServerCodeAndReason(TransportKind kind, long code) {
        Pair pair = loopback.connected(kind);

        pair.client().run(() -> pair.client().session.close(code, "enough, ünough"));

        assertClosed(pair.client().end(), Cause.LOCAL, code, "enough, ünough");
        assertClosed(pair.server().end(), Cause.PEER, code, "enough, ünough");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void tellsClientCodeAndReason(TransportKind kind, long code) {
        Pair pair = loopback.connected(kind);

        pair.server().run(() -> pair.server().session.close(code, "over"));

        assertClosed(pair.client().end(), Cause.PEER, code, "over");
        assertClosed(pair.server().end(), Cause.LOCAL, code, "over");
    }

    private static void assertClosed(TransportClosed closed, Cause cause, long code, String reason) {
        assertThat(closed.cause()).isEqualTo(cause);
        assertThat(closed.code()).isEqualTo(code);
        assertThat(closed.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource
    void cutsReasonsThatAreTooLong(TransportKind kind) {
        Pair pair = loopback.connected(kind);

        pair.client().run(() -> pair.client().session.close(1, "x".repeat(5000)));

        assertThat(pair.server().end().reason()).hasSizeBetween(500, 1024).matches("x+");
    }

    /** Each end hears of exactly one end of its session, its own. */
    @ParameterizedTest
    @EnumSource
    void bothMayCloseAtOnce(TransportKind kind) {
        Pair pair = loopback.connected(kind);

        pair.server().session.executor().execute(() -> pair.server().session.close(2, "server"));
        pair.client().run(() -> {
            pair.client().session.close(1, "client");
            pair.client().session.close(7, "again");
        });

        assertThat(pair.client().end().cause()).isIn(Cause.LOCAL, Cause.PEER);
        assertThat(pair.client().end().code()).isIn(1L, 2L);
        assertThat(pair.server().end().code()).isIn(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void deliversWhatWasWrittenBeforeTheClose(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        SendStream stream = pair.client().openUni();
        pair.client().write(stream, "first".getBytes(UTF_8), false);
        Received received = pair.server().read(pair.server().nextUni());

        pair.client().run(() -> {
            stream.write(Unpooled.copiedBuffer("last", UTF_8), true);
            pair.client().session.close(0, "");
        });

        assertThat(pair.server().end().cause()).isEqualTo(Cause.PEER);
        assertThat(received.bytes.get()).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource
    void theEndOvertakesDataThatWaits(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        SendStream bulk = pair.client().openUni();
        pair.client().run(() -> bulk.setPriority(1, false));
        pair.client().write(bulk, new byte[16 << 20], true);

        pair.client().run(() -> pair.client().session.close(6, "enough"));

        assertClosed(pair.server().end(), Cause.PEER, 6, "enough");
    }

    @ParameterizedTest
    @EnumSource
    void nothingWorksAfterTheEnd(TransportKind kind) {
        Pair pair = loopback.connected(kind);
        SendStream open = pair.client().openUni();
        pair.client().run(() -> pair.client().session.close(0, ""));
        pair.client().end();
        ByteBuf late = Unpooled.buffer().writeByte(1);
        ByteBuf datagram = Unpooled.buffer().writeByte(1);

        SendStream dead = pair.client().call(() -> pair.client().session.openUni(new SendStreamHandler() {}));
        pair.client().run(() -> {
            dead.write(late, true);
            open.write(Unpooled.buffer().writeByte(1), true);
        });

        assertThat(pair.client().call(dead::isWritable)).isFalse();
        assertThat(late.refCnt()).isZero();
        assertThat(pair.client().call(() -> pair.client().session.sendDatagram(datagram)))
                .isEqualTo(DatagramResult.UNAVAILABLE);
        assertThat(datagram.refCnt()).isZero();
        assertThat(pair.client().call(pair.client().session::maxDatagramSize)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void tellsHandlerThatComesTooLate(TransportKind kind) {
        Pair pair = loopback.connect(kind);
        pair.client().run(() -> pair.client().session.close(4, "gone"));
        pair.client().listening();

        assertThat(pair.client().end().code()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void callbackThatThrowsEndsItsSessionOnly(TransportKind kind) {
        Pair other = loopback.connected(kind);
        Pair pair = loopback.connect(kind);
        pair.client().listening();
        Peer server = pair.server();
        server.run(() -> server.session.setHandler(new IgnoringHandler() {
            @Override
            public void onDatagram(ByteBuf datagram) {
                throw new IllegalStateException("thrown by a test");
            }

            @Override
            public void onClosed(TransportClosed closed) {
                server.onClosed(closed);
            }
        }));

        pair.client().run(() -> pair.client().session.sendDatagram(Unpooled.copyInt(1)));

        assertThat(server.end().error()).hasMessage("thrown by a test");
        assertThat(pair.client().end().cause()).isEqualTo(Cause.PEER);
        assertThat(pair.client().end().code()).isEqualTo(1);
        SendStream stream = other.client().openUni();
        other.client().write(stream, "alive".getBytes(UTF_8), true);
        assertThat(other.server().read(other.server().nextUni()).all())
                .asString()
                .isEqualTo("alive");
    }

    @ParameterizedTest
    @EnumSource
    void withoutKeepAliveSilenceEndsTheSession(TransportKind kind) {
        try (Loopback quiet =
                new Loopback(CloseTest::quick, options -> quick(options).keepAlive(Duration.ZERO))) {
            Pair pair = quiet.connected(kind);

            assertThat(pair.client().end().cause()).isEqualTo(Cause.IDLE_TIMEOUT);
            assertThat(pair.server().end().cause()).isEqualTo(Cause.IDLE_TIMEOUT);
        }
    }

    /** Where neither end has anything to send, one of them has to. */
    @ParameterizedTest
    @EnumSource
    void eitherEndKeepsTheSessionAlive(TransportKind kind) {
        assertAlive(kind, options -> quick(options).keepAlive(KEEP_ALIVE), CloseTest::quick);
        assertAlive(kind, CloseTest::quick, options -> quick(options).keepAlive(KEEP_ALIVE));
    }

    private static TransportOptions.Builder quick(TransportOptions.Builder options) {
        return options.idleTimeout(IDLE).keepAlive(Duration.ZERO);
    }

    private static void assertAlive(
            TransportKind kind,
            UnaryOperator<TransportOptions.Builder> server,
            UnaryOperator<TransportOptions.Builder> client) {
        try (Loopback quiet = new Loopback(server, client)) {
            Pair pair = quiet.connected(kind);

            // There is no condition for nothing to happen but time.
            assertThat(pair.client().closed.copy().completeOnTimeout(null, 4 * IDLE.toMillis(), MILLISECONDS))
                    .succeedsWithin(Loopback.TIMEOUT)
                    .isNull();
            SendStream stream = pair.client().openUni();
            pair.client().write(stream, "alive".getBytes(UTF_8), true);
            assertThat(pair.server().read(pair.server().nextUni()).all())
                    .asString()
                    .isEqualTo("alive");
            assertThat(pair.client().datagrams).isEmpty();
            assertThat(pair.server().datagrams).isEmpty();
        }
    }
}
