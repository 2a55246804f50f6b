package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.webtransport.internal.Loopback.Pair;

/** quiche issue 2525: a FIN without data can be lost. None may be, however a stream is ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FinStressTest {

    private static final int STREAMS = 2500;
    private static final int AT_ONCE = 100;

    private Loopback loopback;

    @BeforeAll
    void start() {
        loopback = new Loopback(options -> options.maxBidiStreams(AT_ONCE), options -> options);
    }

    @AfterAll
    void stop() {
        loopback.close();
    }

    /** The ways in which the answering side ends its stream. */
    enum End {
        WITH_THE_DATA,
        IN_THE_SAME_TURN,
        IN_A_LATER_TURN
    }

    @ParameterizedTest
    @EnumSource
    void losesNoFinOverQuic(End end) throws Exception {
        assertThat(echoes(TransportKind.QUIC, end)).isEqualTo(STREAMS);
    }

    @ParameterizedTest
    @EnumSource
    void losesNoFinOverWebTransport(End end) throws Exception {
        assertThat(echoes(TransportKind.WEBTRANSPORT, end)).isEqualTo(STREAMS);
    }

    private int echoes(TransportKind kind, End end) throws Exception {
        Pair pair = loopback.connect(kind);
        pair.client().listening();
        Echo echo = new Echo(pair.server(), end);
        pair.server().run(() -> pair.server().session.setHandler(echo));
        int answered = 0;
        List<CompletableFuture<byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            answers.add(ask(pair.client(), i));
            if (answers.size() == AT_ONCE) {
                answered += await(answers);
            }
        }
        return answered + await(answers);
    }

    private static CompletableFuture<byte[]> ask(Peer client, int number) {
        Received answer = new Received();
        client.run(() -> {
            BidiStream stream = client.session.openBidi(new SendStreamHandler() {});
            stream.receive().start(answer);
            stream.send().write(Unpooled.copyInt(number), true);
        });
        return answer.fin;
    }

    private static int await(List<CompletableFuture<byte[]>> answers) throws Exception {
        CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
        int count = (int)
                answers.stream().filter(answer -> answer.join().length == 4).count();
        answers.clear();
        return count;
    }

    /** Sends back what comes, and ends when the other side has. */
    private static final class Echo extends IgnoringHandler {

        private final Peer peer;
        private final End end;

        Echo(Peer peer, End end) {
            this.peer = peer;
            this.end = end;
        }

        @Override
        public void onBidiStream(BidiStream stream) {
            SendStream back = stream.send();
            stream.receive().start(new ReceiveStreamHandler() {
                private ByteBuf heard = Unpooled.EMPTY_BUFFER;

                @Override
                public void onData(ByteBuf data) {
                    heard = Unpooled.copiedBuffer(heard, data);
                }

                @Override
                public void onFin() {
                    back.write(heard, end == End.WITH_THE_DATA);
                    if (end == End.IN_THE_SAME_TURN) {
                        back.finish();
                    } else if (end == End.IN_A_LATER_TURN) {
                        peer.session.executor().schedule(java.time.Duration.ofMillis(1), back::finish);
                    }
                }

                @Override
                public void onReset(long code) {
                    throw new IllegalStateException("reset");
                }
            });
        }
    }
}
