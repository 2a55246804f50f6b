package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.MoqTransportException;
import org.moqj.core.ServerOptions;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.Side;
import org.moqj.core.TokenUse;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportProvider;
import org.moqj.core.spi.transport.TransportServer;
import org.moqj.core.spi.transport.TransportSession;

/** Attempts to connect: which draft is tried when, and every way in which they end. */
class DiallingTest {

    private static final SessionOptions OPTIONS =
            SessionOptions.builder().connectTimeout(Duration.ofSeconds(10)).build();

    private final VirtualTime time = new VirtualTime();
    private final FakeProvider provider = new FakeProvider();
    private final FakeDraft newer = new FakeDraft(MoqDraft.DRAFT_14, 0x20);
    private final FakeDraft older = new FakeDraft(MoqDraft.DRAFT_07, 0x40);
    private final List<CoreSession> opened = new ArrayList<>();

    /** A transport whose connections the test makes. */
    private final class FakeProvider implements TransportProvider {

        final List<ConnectRequest> requests = new ArrayList<>();
        final List<CompletableFuture<TransportSession>> dialled = new ArrayList<>();
        final List<InMemoryTransport> connections = new ArrayList<>();
        boolean down;

        @Override
        public void start(TransportOptions options) {
            throw new UnsupportedOperationException("Started by the test");
        }

        @Override
        public CompletableFuture<TransportSession> connect(ConnectRequest request) {
            if (down) {
                throw new IllegalStateException("shut down");
            }
            requests.add(request);
            CompletableFuture<TransportSession> connection = new CompletableFuture<>();
            dialled.add(connection);
            return connection;
        }

        /** Completes the last attempt with a connection. */
        void connected() {
            InMemoryTransport client = InMemoryTransport.pair(time).client();
            connections.add(client);
            dialled.get(dialled.size() - 1).complete(client);
            time.run();
        }

        @Override
        public CompletableFuture<TransportServer> listen(
                ServerOptions options, List<String> protocols, Consumer<TransportSession> accepted) {
            throw new UnsupportedOperationException("Only dials");
        }

        @Override
        public CompletableFuture<Void> shutdown() {
            down = true;
            dialled.forEach(connection -> connection.cancel(false));
            return CompletableFuture.completedFuture(null);
        }
    }

    private Dialling dialling(String url, DraftProtocol... drafts) {
        return new Dialling(provider, URI.create(url), OPTIONS, time, List.of(drafts), time::nanoTime);
    }

    private CompletableFuture<MoqSession> dial(String url, DraftProtocol... drafts) {
        CompletableFuture<MoqSession> connecting = dialling(url, drafts).start(opened::add);
        time.run();
        return connecting;
    }

    private static MoqSessionException refusal(long code) {
        return new MoqSessionException(FailurePhase.SETUP, Side.REMOTE, code, "X", "refused with " + code, false, null);
    }

    private static MoqTransportException otherProtocol() {
        return MoqTransportException.of(FailurePhase.ALPN, Side.REMOTE, "does not speak it", null);
    }

    private void end(FakeDraft draft, MoqSessionException why) {
        draft.listener.onClosed(why);
        time.run();
    }

    private static Throwable error(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return future.handle((value, error) -> error).join();
    }

    // ---- which draft

    @Test
    void triesTheNextDraftWhereThePeerSpeaksAnother() {
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer, older);
        provider.connected();
        newer.speaksAnother = true;
        end(newer, refusal(0));
        assertThat(connecting).isNotDone();
        provider.connected();
        older.establish();
        time.run();

        assertThat(connecting).isCompleted();
        assertThat(connecting.join().draft()).isEqualTo(MoqDraft.DRAFT_07);
        assertThat(opened).containsExactly((CoreSession) connecting.join());
    }

    @Test
    void tellsTheRefusalOfAPeerThatSpeaksTheDraft() {
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer, older);
        provider.connected();
        MoqSessionException unauthorized = refusal(2);
        end(newer, unauthorized);

        assertThat(error(connecting)).isSameAs(unauthorized);
        assertThat(provider.requests).as("connections").hasSize(1);
    }

    @Test
    void tellsTheLastRefusalWithThoseBeforeItSuppressed() {
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer, older);
        provider.connected();
        newer.speaksAnother = true;
        MoqSessionException first = refusal(3);
        end(newer, first);
        provider.connected();
        older.speaksAnother = true;
        MoqSessionException last = refusal(0);
        end(older, last);

        assertThat(error(connecting)).isSameAs(last).hasSuppressedException(first);
    }

    @Test
    void tellsWhyTheSecondConnectionFailedWithTheFirstRefusalSuppressed() {
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer, older);
        provider.connected();
        newer.speaksAnother = true;
        MoqSessionException first = refusal(3);
        end(newer, first);
        MoqTransportException lost = MoqTransportException.timeout(FailurePhase.UDP, "nothing came back");
        provider.dialled.get(1).completeExceptionally(new CompletionException(lost));
        time.run();

        assertThat(error(connecting)).isSameAs(lost).hasSuppressedException(first);
    }

    @Test
    void failsAtOnceWhereNoConnectionComesAbout() {
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer, older);
        MoqTransportException tls = MoqTransportException.of(FailurePhase.TLS, Side.LOCAL, "not trusted", null);
        provider.dialled.get(0).completeExceptionally(tls);
        time.run();

        assertThat(error(connecting)).isSameAs(tls);
        assertThat(provider.requests).hasSize(1);
    }

    @Test
    void triesADraftWithAnotherProtocolWhereOneIsRefused() {
        FakeDraft newest = new FakeDraft(new MoqDraft(16), 0x20);
        newest.protocols = List.of("moqt-16");
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newest, newer, older);
        provider.dialled.get(0).completeExceptionally(otherProtocol());
        time.run();
        assertThat(provider.requests.get(1).applicationProtocols()).containsExactly("moq-00");
        provider.dialled.get(1).completeExceptionally(otherProtocol());
        time.run();

        assertThat(error(connecting)).isInstanceOf(MoqTransportException.class);
        assertThat(provider.requests).as("moq-00 is not offered twice").hasSize(2);
    }

    @Test
    void triesNoOtherDraftWhereWebTransportItselfIsRefused() {
        FakeDraft newest = new FakeDraft(new MoqDraft(16), 0x20);
        newest.protocols = List.of("moqt-16");
        CompletableFuture<MoqSession> connecting = dial("https://relay.test/", newest, newer);
        provider.dialled.get(0).completeExceptionally(otherProtocol());
        time.run();

        assertThat(connecting).isCompletedExceptionally();
        assertThat(provider.requests).hasSize(1);
    }

    // ---- before anything reached the peer

    @Test
    void failsAndClosesWhereTheSetupCannotBeSent() {
        newer.failToBegin(new IllegalArgumentException("CLIENT_SETUP would have 70064 bytes"));
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer, older);
        provider.connected();

        assertThat(error(connecting))
                .isInstanceOfSatisfying(
                        MoqSessionException.class, e -> assertThat(e.phase()).isEqualTo(FailurePhase.SETUP))
                .hasMessageContaining("70064 bytes");
        assertThat(provider.connections.get(0).isClosed()).isTrue();
        assertThat(provider.requests).hasSize(1);
    }

    @Test
    void failsWhereThereIsNoDraft() {
        assertThat(error(dial("moqt://relay.test/")))
                .isInstanceOf(MoqTransportException.class)
                .hasMessageContaining("No draft");
    }

    @Test
    void failsWhereATokenIsTooLong() {
        newer.failToBegin(MoqRequestException.notPossible(null, "too long", "shorten it"));
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer);
        provider.connected();

        assertThat(error(connecting)).isInstanceOf(MoqSessionException.class).hasMessageContaining("too long");
    }

    // ---- tokens

    private CompletableFuture<MoqSession> dialWith(SessionOptions options, DraftProtocol... drafts) {
        CompletableFuture<MoqSession> connecting = new Dialling(
                        provider,
                        URI.create("moqt://relay.test:4433/live"),
                        options,
                        time,
                        List.of(drafts),
                        time::nanoTime)
                .start(opened::add);
        time.run();
        return connecting;
    }

    @Test
    void asksTheTokenProviderForEachConnection() {
        List<TokenUse> uses = new ArrayList<>();
        SessionOptions options = SessionOptions.builder()
                .tokenProvider(use -> {
                    uses.add(use);
                    return CompletableFuture.completedFuture(
                            List.of(AuthToken.of("for " + use.draft().number())));
                })
                .build();
        CompletableFuture<MoqSession> connecting = dialWith(options, newer, older);
        provider.connected();
        newer.speaksAnother = true;
        end(newer, refusal(0));
        provider.connected();
        older.establish();
        time.run();

        assertThat(connecting).isCompleted();
        assertThat(uses)
                .containsExactly(
                        TokenUse.session(MoqDraft.DRAFT_14, "relay.test:4433"),
                        TokenUse.session(MoqDraft.DRAFT_07, "relay.test:4433"));
        assertThat(newer.options.tokens()).containsExactly(AuthToken.of("for 14"));
        assertThat(older.options.tokens()).containsExactly(AuthToken.of("for 7"));
    }

    @Test
    void sendsTheTokensOfTheOptionsWithoutAsking() {
        SessionOptions options = SessionOptions.builder()
                .tokens(List.of(AuthToken.of("own")))
                .tokenProvider(use -> {
                    throw new AssertionError("asked for " + use);
                })
                .build();
        dialWith(options, newer);
        provider.connected();

        assertThat(newer.options.tokens()).containsExactly(AuthToken.of("own"));
    }

    @Test
    void failsWithTheTokenProviderAndDialsNobody() {
        IllegalStateException noLogin = new IllegalStateException("no login");
        SessionOptions options = SessionOptions.builder()
                .tokenProvider(use -> CompletableFuture.failedFuture(noLogin))
                .build();

        assertThat(error(dialWith(options, newer, older))).isSameAs(noLogin);
        assertThat(provider.requests).isEmpty();
    }

    @Test
    void waitsForTheTokenProviderNoLongerThanForThePeer() {
        SessionOptions options = SessionOptions.builder()
                .connectTimeout(Duration.ofMillis(20))
                .tokenProvider(use -> new CompletableFuture<>())
                .build();
        // The time of the provider is real: nothing is there yet that has a clock.
        CompletableFuture<MoqSession> connecting = new Dialling(
                        provider,
                        URI.create("moqt://relay.test/"),
                        options,
                        Runnable::run,
                        List.of(newer),
                        System::nanoTime)
                .start(opened::add);

        assertThatThrownBy(() -> connecting.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(MoqSessionException.class, e -> assertThat(e.isTimeout())
                        .isTrue())
                .hasMessageStartingWith("The token provider did not answer within");
        assertThat(provider.requests).isEmpty();
    }

    @Test
    void dialsNobodyWhereItIsGivenUpBeforeTheTokensAreThere() {
        CompletableFuture<List<AuthToken>> late = new CompletableFuture<>();
        SessionOptions options =
                SessionOptions.builder().tokenProvider(use -> late).build();
        CompletableFuture<MoqSession> connecting = dialWith(options, newer);
        connecting.cancel(false);
        late.complete(List.of());
        time.run();

        assertThat(provider.requests).isEmpty();
    }

    // ---- the deadline

    @Test
    void sharesOneDeadlineAmongTheDrafts() {
        dial("moqt://relay.test/", newer, older);
        time.advance(Duration.ofSeconds(3));
        provider.connected();
        assertThat(newer.options.setupTimeout()).isEqualTo(Duration.ofSeconds(7));
        time.advance(Duration.ofSeconds(3));
        newer.speaksAnother = true;
        end(newer, refusal(0));

        assertThat(provider.requests.get(0).timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(provider.requests.get(1).timeout()).isEqualTo(Duration.ofSeconds(4));
        time.advance(Duration.ofSeconds(5));
        provider.connected();
        assertThat(older.options.setupTimeout()).as("the deadline has passed").isEqualTo(Duration.ofNanos(1));
    }

    // ---- given up

    @Test
    void givesTheConnectionUpThatIsBeingMade() {
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer, older);
        connecting.cancel(false);
        time.run();

        assertThat(provider.dialled.get(0)).isCancelled();
        assertThat(provider.requests).hasSize(1);
    }

    @Test
    void closesTheConnectionThatCameTooLate() {
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer);
        InMemoryTransport client = InMemoryTransport.pair(time).client();
        provider.dialled.get(0).complete(client);
        connecting.cancel(false);
        time.run();

        assertThat(client.isClosed()).isTrue();
        assertThat(newer.log).isEmpty();
    }

    @Test
    void closesTheSessionThatIsBeingSetUpAndTriesNoOtherDraft() {
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer, older);
        provider.connected();
        connecting.cancel(false);
        time.run();
        assertThat(newer.log).endsWith("close NO_ERROR");

        newer.speaksAnother = true;
        end(newer, refusal(0));
        assertThat(provider.requests).hasSize(1);
    }

    @Test
    void closesTheSessionThatWasEstablishedTooLate() {
        CompletableFuture<MoqSession> connecting = dial("moqt://relay.test/", newer);
        provider.connected();
        newer.establish();
        connecting.cancel(false);
        time.run();

        assertThat(connecting).isCancelled();
        assertThat(newer.log).contains("close NO_ERROR");
    }

    @Test
    void endsWithItsClientWhileItConnects() {
        Dialling dialling = dialling("moqt://relay.test/?secret", newer);
        CompletableFuture<MoqSession> connecting = dialling.start(opened::add);
        time.run();
        dialling.clientClosed();
        time.run();

        assertThat(error(connecting))
                .isInstanceOf(MoqSessionException.class)
                .hasMessage("The client was closed while it dialled moqt://relay.test/?…");
        assertThat(provider.dialled.get(0)).isCancelled();
    }

    @Test
    void endsWithItsClientWhileItSetsUp() {
        Dialling dialling = dialling("moqt://relay.test/", newer, older);
        CompletableFuture<MoqSession> connecting = dialling.start(opened::add);
        provider.connected();
        dialling.clientClosed();
        time.run();

        assertThat(error(connecting)).hasMessageStartingWith("The client was closed");
        assertThat(newer.log).endsWith("close NO_ERROR");
        assertThat(provider.requests).hasSize(1);
    }

    @Test
    void outlivesItsClientAsASessionOnly() {
        Dialling dialling = dialling("moqt://relay.test/", newer);
        CompletableFuture<MoqSession> connecting = dialling.start(opened::add);
        provider.connected();
        newer.establish();
        time.run();
        dialling.clientClosed();
        time.run();

        assertThat(connecting).isCompleted();
        assertThat(connecting.join().state())
                .as("closed by the client, as every session of it")
                .isEqualTo(SessionState.CONNECTED);
    }
}
