package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.FailurePhase;
import org.moqj.core.FetchOptions;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSessionException;
import org.moqj.core.PeerProfile;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.SessionInfo;
import org.moqj.core.SessionOptions;
import org.moqj.core.Side;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TokenUse;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.PeerSetup;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.VirtualTime;

/** Tokens from the user's provider, for every request of a session. */
class TokenProviderTest {

    private static final String SECRET = "s3cr3t";
    private static final FullTrackName TRACK = FullTrackName.of("live", "cam");
    private static final TrackNamespace NAMESPACE = TrackNamespace.of("live");

    private final VirtualTime time = new VirtualTime();
    private final VirtualTime callbackTime = new VirtualTime();
    private final FakeDraft draft = new FakeDraft(MoqDraft.DRAFT_14, 0x20);
    private final List<TokenUse> uses = new ArrayList<>();
    private Function<TokenUse, CompletableFuture<List<AuthToken>>> provider =
            use -> CompletableFuture.completedFuture(List.of(AuthToken.of("for " + use.kind())));
    private CoreSession session;

    @BeforeEach
    void setUp() {
        SessionOptions options = SessionOptions.builder()
                .requestTimeout(Duration.ofSeconds(5))
                .tokenProvider(use -> {
                    uses.add(use);
                    return provider.apply(use);
                })
                .build();
        session = Sessions.startClient(
                draft, InMemoryTransport.pair(time).client(), options, Duration.ofSeconds(5), callbackTime);
        draft.establish();
        settle();
    }

    private void settle() {
        for (int i = 0; i < 8; i++) {
            time.run();
            callbackTime.run();
        }
    }

    private static Throwable error(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return future.handle((value, error) -> error).join();
    }

    @Test
    void isAskedForEachRequest() {
        session.subscribe(TRACK);
        settle();
        session.fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 1));
        settle();
        session.trackStatus(TRACK);
        settle();
        session.publishNamespace(NAMESPACE);
        settle();
        session.subscribeNamespace(TrackNamespace.of("other"));
        settle();

        assertThat(uses)
                .extracting(TokenUse::kind)
                .containsExactly(
                        TokenUse.Kind.SUBSCRIBE,
                        TokenUse.Kind.FETCH,
                        TokenUse.Kind.TRACK_STATUS,
                        TokenUse.Kind.PUBLISH_NAMESPACE,
                        TokenUse.Kind.SUBSCRIBE_NAMESPACE);
        assertThat(uses.get(0))
                .isEqualTo(new TokenUse(
                        TokenUse.Kind.SUBSCRIBE,
                        MoqDraft.DRAFT_14,
                        "",
                        Optional.of(TRACK.namespace()),
                        Optional.of(TRACK)));
        assertThat(uses.get(4).namespace()).contains(TrackNamespace.of("other"));
        assertThat(draft.tokens)
                .containsExactlyElementsOf(uses.stream()
                        .map(use -> List.of(AuthToken.of("for " + use.kind())))
                        .toList());
    }

    private static final SubscriptionGranted GRANTED = new SubscriptionGranted(
            Optional.empty(), GroupOrder.ASCENDING, Optional.empty(), Optional.empty(), Optional.empty());

    private Subscription subscribed() {
        CompletableFuture<Subscription> subscribing = session.subscribe(TRACK);
        settle();
        draft.subscribes.get(0).onOk(GRANTED);
        settle();
        uses.clear();
        draft.tokens.clear();
        return subscribing.join();
    }

    @Test
    void isAskedForEachUpdate() {
        Subscription subscription = subscribed();

        CompletableFuture<Void> updated =
                subscription.update(SubscriptionChange.none().withPriority(1));
        settle();

        assertThat(updated).isCompleted();
        assertThat(uses).extracting(TokenUse::kind).containsExactly(TokenUse.Kind.SUBSCRIBE_UPDATE);
        assertThat(uses.get(0).track()).contains(TRACK);
        assertThat(draft.updates)
                .extracting(SubscriptionUpdate::tokens)
                .containsExactly(List.of(AuthToken.of("for SUBSCRIBE_UPDATE")));
    }

    @Test
    void isNotAskedForAnUpdateThatNamesTokens() {
        List<AuthToken> own = List.of(AuthToken.of("own"));

        CompletableFuture<Void> updated =
                subscribed().update(SubscriptionChange.none().withTokens(own));
        settle();

        assertThat(updated).isCompleted();
        assertThat(uses).isEmpty();
        assertThat(draft.updates).extracting(SubscriptionUpdate::tokens).containsExactly(own);
    }

    @Test
    void updatesKeepTheirOrder() {
        Subscription subscription = subscribed();
        CompletableFuture<List<AuthToken>> late = new CompletableFuture<>();
        provider = use -> late;
        CompletableFuture<Void> first =
                subscription.update(SubscriptionChange.none().withPriority(1));
        settle();
        provider = use -> CompletableFuture.failedFuture(new IllegalStateException("no login"));
        CompletableFuture<Void> second =
                subscription.update(SubscriptionChange.none().withPriority(2));
        CompletableFuture<Void> third =
                subscription.update(SubscriptionChange.none().withPriority(3).withTokens(List.of(AuthToken.of("own"))));
        settle();
        assertThat(draft.updates).isEmpty();

        late.complete(List.of());
        settle();

        assertThat(first).isCompleted();
        assertThat(error(second)).hasMessage("no login");
        assertThat(third).isCompleted();
        assertThat(draft.updates)
                .extracting(SubscriptionUpdate::subscriberPriority)
                .containsExactly(1, 3);
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void updateThatIsGivenUpMeanwhileIsNotMade() {
        Subscription subscription = subscribed();
        CompletableFuture<List<AuthToken>> late = new CompletableFuture<>();
        provider = use -> late;
        CompletableFuture<Void> updating =
                subscription.update(SubscriptionChange.none().withPriority(1));
        settle();
        updating.cancel(false);
        settle();
        late.complete(List.of());
        settle();

        assertThat(draft.updates).isEmpty();
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void isNotAskedWhereTheOptionsNameTokens() {
        AuthToken own = new AuthToken(7, ByteString.of("own"));
        session.subscribe(TRACK, SubscribeOptions.defaults().withTokens(List.of(own)));
        session.fetch(
                TRACK,
                LocationRange.throughGroup(Location.ZERO, 1),
                FetchOptions.defaults().withTokens(List.of(own)));
        settle();

        assertThat(uses).isEmpty();
        assertThat(draft.tokens).containsExactly(List.of(own), List.of(own));
    }

    @Test
    void mayTakeItsTime() {
        CompletableFuture<List<AuthToken>> refreshed = new CompletableFuture<>();
        provider = use -> refreshed;
        session.subscribe(TRACK);
        settle();
        assertThat(draft.tokens).isEmpty();

        refreshed.complete(List.of(AuthToken.of("new")));
        settle();
        assertThat(draft.tokens).containsExactly(List.of(AuthToken.of("new")));
    }

    @Test
    void failureOfItsIsThatOfTheRequestAlone() {
        IllegalStateException expired = new IllegalStateException("no login");
        provider = use -> CompletableFuture.failedFuture(expired);
        CompletableFuture<Subscription> failed = session.subscribe(TRACK);
        settle();
        assertThat(error(failed)).isSameAs(expired);

        provider = use -> {
            throw expired;
        };
        CompletableFuture<Subscription> threw = session.subscribe(TRACK);
        settle();
        assertThat(error(threw)).isSameAs(expired);

        provider = use -> CompletableFuture.completedFuture(null);
        CompletableFuture<Subscription> nothing = session.subscribe(TRACK);
        settle();
        assertThat(error(nothing)).isInstanceOf(NullPointerException.class);
        assertThat(draft.tokens).as("nothing was sent").isEmpty();
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void silenceOfItsIsATimeout() {
        provider = use -> new CompletableFuture<>();
        CompletableFuture<Subscription> waiting = session.subscribe(TRACK);
        settle();
        time.advance(Duration.ofSeconds(5));
        settle();

        assertThat(error(waiting))
                .isInstanceOfSatisfying(MoqRequestException.class, e -> assertThat(e.isTimeout())
                        .isTrue())
                .hasMessageStartingWith("The token provider, asked for SUBSCRIBE live/cam");
        assertThat(draft.tokens).isEmpty();
    }

    @Test
    void requestsThatAreGivenUpMeanwhileAreNotMade() {
        CompletableFuture<List<AuthToken>> late = new CompletableFuture<>();
        provider = use -> late;
        CompletableFuture<Subscription> subscribing = session.subscribe(TRACK);
        CompletableFuture<PublishedNamespace> publishing = session.publishNamespace(NAMESPACE);
        settle();
        subscribing.cancel(false);
        publishing.cancel(false);
        settle();
        late.complete(List.of());
        settle();

        assertThat(draft.tokens).isEmpty();
        assertThat(time.scheduledTasks()).isZero();

        session.publishNamespace(NAMESPACE);
        settle();
        assertThat(draft.log).as("the namespace is free again").endsWith("publish namespace live");
    }

    @Test
    void endOfTheSessionEndsWhatWaitsForIt() {
        CompletableFuture<List<AuthToken>> late = new CompletableFuture<>();
        provider = use -> late;
        CompletableFuture<Subscription> subscribing = session.subscribe(TRACK);
        settle();
        MoqSessionException lost =
                new MoqSessionException(FailurePhase.DATA, Side.REMOTE, 3, "PROTOCOL_VIOLATION", "gone", false, null);
        draft.listener.onClosed(lost);
        settle();
        assertThat(error(subscribing)).isSameAs(lost);

        late.complete(List.of());
        settle();
        assertThat(draft.tokens).isEmpty();
    }

    @Test
    void peersTokensAreInTheSessionsInfo() {
        FakeDraft other = new FakeDraft(MoqDraft.DRAFT_14, 0x20);
        CoreSession server = Sessions.startClient(
                other,
                InMemoryTransport.pair(time).client(),
                SessionOptions.defaults(),
                Duration.ofSeconds(5),
                callbackTime);
        other.listener.onEstablished(new PeerSetup("fake", PeerProfile.STRICT, "/", "", List.of(AuthToken.of(SECRET))));

        assertThat(server.info().peerTokens()).containsExactly(AuthToken.of(SECRET));
        assertThat(server.info().toString()).contains("AuthToken").doesNotContain(SECRET);
    }

    @Test
    void valuesOfTokensAreInNoText() {
        List<AuthToken> tokens = List.of(AuthToken.of(SECRET));
        SessionInfo info = session.info();
        assertThat(List.of(
                        AuthToken.of(SECRET),
                        SubscribeOptions.defaults().withTokens(tokens),
                        FetchOptions.defaults().withTokens(tokens),
                        SessionOptions.builder().tokens(tokens).build(),
                        new SubscribeRequest(
                                TRACK,
                                1,
                                GroupOrder.ASCENDING,
                                true,
                                SubscribeOptions.defaults().filter(),
                                Optional.empty(),
                                tokens),
                        new FetchRequest(
                                new FetchRequest.Standalone(TRACK, LocationRange.throughGroup(Location.ZERO, 1)),
                                1,
                                GroupOrder.ASCENDING,
                                tokens),
                        new NamespaceRequest(NAMESPACE, tokens),
                        new TrackStatusRequest(TRACK, tokens),
                        SubscriptionChange.none().withTokens(tokens),
                        new SubscriptionUpdate(LocationRange.from(Location.ZERO), 1, true, Optional.empty(), tokens),
                        new PeerSetup("", PeerProfile.STRICT, "/", "", tokens),
                        info))
                .allSatisfy(value ->
                        assertThat(value.toString()).doesNotContain(SECRET).doesNotContain("733363723374")); // in hex
    }

    @Test
    void tokenTypesAreNumbersOfTheWire() {
        assertThatThrownBy(() -> new AuthToken(-1, ByteString.of("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type");
        assertThatThrownBy(() -> new AuthToken(Location.MAX_ID + 1, ByteString.of("")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new AuthToken(Location.MAX_ID, ByteString.of("")).type()).isEqualTo(Location.MAX_ID);
    }
}
