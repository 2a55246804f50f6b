package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.AuthToken;
import org.moqj.core.MoqDraft;
import org.moqj.core.SessionOptions;
import org.moqj.core.TokenProvider;
import org.moqj.core.TokenUse;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportKind;

/** Finding out which draft a client speaks, and what becomes of clients that never say, or say something else. */
class ServerHandshakeTest {

    private static final long PROTOCOL_VIOLATION = 3;
    private static final long INTERNAL_ERROR = 1;
    private static final SendStreamHandler NOBODY = new SendStreamHandler() {};

    private final VirtualTime time = new VirtualTime();
    private final FakeDraft draft7 = new FakeDraft(MoqDraft.DRAFT_07, 0x40);
    private final FakeDraft draft14 = new FakeDraft(MoqDraft.DRAFT_14, 0x20);
    private final List<CoreSession> sessions = new ArrayList<>();
    private InMemoryTransport.Pair pair;

    private void listen(int chunk) {
        listen(chunk, SessionOptions.defaults());
    }

    private void listen(int chunk, SessionOptions options) {
        pair = InMemoryTransport.pair(
                time, TransportKind.QUIC, "/", InMemoryTransport.Conditions.GENEROUS.withChunk(chunk));
        pair.client().setHandler(new Quiet());
        Sessions.accept(
                pair.server(),
                List.of(draft14, draft7),
                options,
                info -> SessionOptions.defaults().handler(),
                Runnable::run,
                sessions::add);
    }

    private DraftSessionListener begunWith(Predicate<String> path, Predicate<String> authority) {
        pair = InMemoryTransport.pair(time);
        pair.client().setHandler(new Quiet());
        Sessions.accept(
                pair.server(),
                List.of(draft14, draft7),
                SessionOptions.defaults(),
                new ServedUrls(path, authority),
                info -> SessionOptions.defaults().handler(),
                Runnable::run,
                sessions::add);
        open("20");
        return draft14.listener;
    }

    @Test
    void asksTheServerWhatItServes() {
        DraftSessionListener listener = begunWith("/live"::equals, "live.example"::equals);
        assertThat(listener.acceptsPath("/live")).isTrue();
        assertThat(listener.acceptsPath("/other")).isFalse();
        assertThat(listener.acceptsAuthority("live.example")).isTrue();
        assertThat(listener.acceptsAuthority("other.example")).isFalse();
    }

    @Test
    void servesNothingWhereTheAnswerThrows() {
        Predicate<String> broken = asked -> {
            throw new IllegalStateException("a bug of the user's, provoked by this test");
        };
        DraftSessionListener listener = begunWith(broken, broken);
        assertThat(listener.acceptsPath("/live")).isFalse();
        assertThat(listener.acceptsAuthority("live.example")).isFalse();
    }

    private ByteBuf bytes(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return pair.client().allocator().heapBuffer(bytes.length).writeBytes(bytes);
    }

    private BidiStream open(String hex) {
        BidiStream control = pair.client().openBidi(NOBODY);
        control.send().write(bytes(hex), false);
        time.run();
        return control;
    }

    @AfterEach
    void nothingIsLeft() {
        pair.client().close(0, "");
        time.run();
        assertThat(pair.leakedBytes()).isZero();
        assertThat(time.scheduledTasks()).isZero();
    }

    private void assertRefused(String reason) {
        assertThat(sessions).isEmpty();
        assertThat(pair.client().closed().code()).isEqualTo(PROTOCOL_VIOLATION);
        assertThat(pair.client().closed().reason()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1000})
    void recognisesTheDraftHoweverItsTypeIsSplit(int chunk) {
        listen(chunk);

        open("4040" + "0100ff000007"); // 0x40 in two bytes

        assertThat(sessions).hasSize(1);
        assertThat(draft7.listener).isNotNull();
        assertThat(draft14.listener).isNull();
        assertThat(HexFormat.of().formatHex(draft7.received)).startsWith("4040");
    }

    @Test
    void recognisesFormsThatAreNotTheShortest() {
        listen(1);

        open("c000000000000020");

        assertThat(draft14.listener).isNotNull();
        assertThat(draft14.received).hasSize(8);
    }

    @Test
    void handsOverWhatCameWithTheType() {
        listen(1000);

        open("20000401020304");

        assertThat(HexFormat.of().formatHex(draft14.received)).isEqualTo("20000401020304");
    }

    private static SessionOptions asking(TokenProvider provider) {
        return SessionOptions.builder().tokenProvider(provider).build();
    }

    @Test
    void answersWithTheTokensOfTheProvider() {
        List<TokenUse> uses = new ArrayList<>();
        listen(1000, asking(use -> {
            uses.add(use);
            return CompletableFuture.completedFuture(List.of(AuthToken.of("me")));
        }));

        open("20");

        assertThat(draft14.options.tokens()).containsExactly(AuthToken.of("me"));
        assertThat(uses).containsExactly(TokenUse.serverSession(MoqDraft.DRAFT_14, ""));
    }

    @Test
    void doesNotAskWhereTheSetupTakesNoTokens() {
        draft14.takesSetupTokens = false;
        listen(1000, asking(use -> CompletableFuture.failedFuture(new AssertionError("asked"))));

        open("20");

        assertThat(draft14.options.tokens()).isEmpty();
    }

    @Test
    void holdsTheClientBackUntilTheTokensAreThere() {
        CompletableFuture<List<AuthToken>> late = new CompletableFuture<>();
        listen(1, asking(use -> late));
        BidiStream control = open("2000");
        control.send().write(bytes("0401"), false);
        pair.client().openUni(NOBODY).write(bytes("04"), false);
        time.run();
        assertThat(draft14.listener).isNull();

        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        draft14.handleControl(new Collecting(rest));
        late.complete(List.of(AuthToken.of("me")));
        List<ReceiveStream> streams = new ArrayList<>();
        draft14.handle(new Quiet() {
            @Override
            public void onUniStream(ReceiveStream stream) {
                streams.add(stream);
            }
        });
        time.run();

        assertThat(draft14.options.tokens()).containsExactly(AuthToken.of("me"));
        HexFormat hex = HexFormat.of();
        assertThat(hex.formatHex(draft14.received) + hex.formatHex(rest.toByteArray()))
                .isEqualTo("20000401");
        assertThat(streams).hasSize(1);
    }

    /** Collects what a stream brings. */
    private record Collecting(ByteArrayOutputStream bytes) implements ReceiveStreamHandler {

        @Override
        public void onData(ByteBuf data) {
            byte[] some = new byte[data.readableBytes()];
            data.readBytes(some);
            bytes.writeBytes(some);
        }

        @Override
        public void onFin() {}

        @Override
        public void onReset(long code) {}
    }

    @Test
    void refusesWhereTheTokensDoNotComeInTime() {
        listen(1000, asking(use -> new CompletableFuture<>()));
        open("20");

        time.advance(Duration.ofSeconds(10));

        assertThat(sessions).isEmpty();
        assertThat(pair.client().closed().code()).isEqualTo(INTERNAL_ERROR);
    }

    @Test
    void closesWhereTheProviderFails() {
        listen(1000, asking(use -> CompletableFuture.failedFuture(new IllegalStateException("no login"))));

        open("20");
        time.run();

        assertThat(sessions).isEmpty();
        assertThat(pair.client().closed().code()).isEqualTo(0x1);
    }

    @Test
    void tokensThatComeTooLateChangeNothing() {
        CompletableFuture<List<AuthToken>> late = new CompletableFuture<>();
        listen(1000, asking(use -> late));
        open("20");
        pair.client().close(0, "");
        time.run();

        late.complete(List.of());
        time.run();

        assertThat(draft14.listener).isNull();
    }

    @Test
    void refusesATypeThatNobodySpeaks() {
        listen(1000);

        open("21");

        assertRefused("0x21");
    }

    @Test
    void refusesAClientThatSaysNothingInTime() {
        listen(1000);
        open("40"); // the first half of a varint

        time.advance(Duration.ofMillis(9_999));
        assertThat(pair.client().isClosed()).isFalse();
        time.advance(Duration.ofMillis(1));

        assertRefused("in time");
    }

    @Test
    void refusesAControlStreamThatEnds() {
        listen(1000);

        open("40").send().finish();
        time.run();

        assertRefused("ended");
    }

    @Test
    void refusesAControlStreamThatIsReset() {
        listen(1000);

        open("40").send().reset(1);
        time.run();

        assertRefused("reset");
    }

    @Test
    void refusesASecondBidirectionalStream() {
        listen(1000);
        open("40");

        open("20");

        assertRefused("second bidirectional stream");
    }

    @Test
    void clientThatGoesLeavesNothing() {
        listen(1000);
        open("40");
        pair.client().openUni(NOBODY).write(bytes("00"), true);

        pair.client().close(0, "changed my mind");
        time.run();

        assertThat(sessions).isEmpty();
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void streamsThatCameBeforeTheSetupFollowInTheirOrder() {
        listen(1000);
        List<Long> told = new ArrayList<>();
        List<String> data = new ArrayList<>();
        draft14.handle(new Quiet() {
            @Override
            public void onUniStream(ReceiveStream stream) {
                told.add(stream.id());
                stream.start(new Collector(data));
            }
        });
        List<Long> opened = new ArrayList<>();
        for (String payload : List.of("0a", "0b", "0c")) {
            SendStream stream = pair.client().openUni(NOBODY);
            opened.add(stream.id());
            stream.write(bytes(payload), true);
        }
        pair.client().sendDatagram(Unpooled.wrappedBuffer(new byte[] {1}));
        time.run();
        assertThat(told).isEmpty();

        open("20");

        assertThat(told).isEqualTo(opened);
        assertThat(data).containsExactly("0a", "0b", "0c");
        pair.client().openUni(NOBODY).write(bytes("0d"), true);
        time.run();
        assertThat(data).containsExactly("0a", "0b", "0c", "0d");
    }

    @Test
    void holdsBackABoundedNumberOfStreams() {
        listen(1000);
        List<Long> told = new ArrayList<>();
        draft14.handle(new Quiet() {
            @Override
            public void onUniStream(ReceiveStream stream) {
                told.add(stream.id());
            }
        });
        for (int i = 0; i < 1100; i++) {
            pair.client().openUni(NOBODY).write(bytes("0a"), false);
        }
        time.run();

        open("20");

        assertThat(told).hasSize(1024);
    }

    @Test
    void sessionThatFailsToBeginClosesItsTransport() {
        listen(1000);
        draft14.failToBegin(new IllegalStateException("a bug"));

        open("20");

        assertThat(sessions).isEmpty();
        assertThat(pair.client().closed().code()).isEqualTo(1);
    }

    /** Takes note of nothing. */
    private static class Quiet implements TransportHandler {

        @Override
        public void onUniStream(ReceiveStream stream) {
            throw new AssertionError("Not expected here");
        }

        @Override
        public void onBidiStream(BidiStream stream) {
            throw new AssertionError("Not expected here");
        }

        @Override
        public void onDatagram(ByteBuf datagram) {
            throw new AssertionError("Not expected here");
        }

        @Override
        public void onClosed(TransportClosed closed) {
            // Read from the transport where it matters.
        }
    }

    /** Writes down what arrives, in hex. */
    private record Collector(List<String> data) implements ReceiveStreamHandler {

        @Override
        public void onData(ByteBuf bytes) {
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy);
            data.add(HexFormat.of().formatHex(copy));
        }

        @Override
        public void onFin() {
            // The data is the point here.
        }

        @Override
        public void onReset(long code) {
            throw new AssertionError("Reset with " + code);
        }
    }
}
