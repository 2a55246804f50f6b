package org.moqj.webtransport.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.Loopback.Pair;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsTest {

    private Loopback loopback;

    @BeforeAll
    void start() {
        loopback = new Loopback();
    }

    @AfterAll
    void stop() {
        loopback.close();
    }

    @ParameterizedTest
    @EnumSource
    void carriesUniStreamsBothWays(TransportKind kind) {
        Pair pair = loopback.connected(kind);

        SendStream up = pair.client().openUni();
        pair.client().write(up, "up".getBytes(UTF_8), true);
        SendStream down = pair.server().openUni();
        pair.server().write(down, "down".getBytes(UTF_8), true);

        assertThat(pair.server().read(pair.server().nextUni()).all()).asString().isEqualTo("up");
        assertThat(pair.client().read(pair.client().nextUni()).all()).asString().isEqualTo("down");
    }

    @ParameterizedTest
    @EnumSource
    void echoesOnBidiStreamOfEitherSide(TransportKind kind) {
        Pair pair = loopback.connected(kind);

        assertThat(echo(pair.client(), pair.server())).isEqualTo("hello");
        assertThat(echo(pair.server(), pair.client())).isEqualTo("hello");
    }

    private static String echo(Peer asking, Peer answering) {
        BidiStream question = asking.openBidi();
        Received answer = asking.read(question.receive());
        asking.write(question.send(), "hello".getBytes(UTF_8), true);
        BidiStream arrived = answering.nextBidi();
        byte[] heard = answering.read(arrived.receive()).all();
        answering.write(arrived.send(), heard, true);
        return new String(answer.all(), UTF_8);
    }
}
