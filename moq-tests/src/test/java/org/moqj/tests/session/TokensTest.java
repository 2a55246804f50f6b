package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.RangeRequest;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TokenProvider;
import org.moqj.core.TokenRenewal;
import org.moqj.core.TokenUse;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackRequest;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** Tokens that a provider gives for each request (draft-14, section 9.2.1.1; draft-07, section 6.1.1.1). */
@DisplayName("Tokens of a provider")
class TokensTest {

    /** A subscriber waits a moment for what the end of its subscription may have overtaken. */
    private static final Duration END_IS_TOLD = Duration.ofSeconds(1);

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    /** Remembers what each request showed. */
    private static final class Checkpoint implements SessionHandler {

        private final List<String> shown = new ArrayList<>();

        private void show(String request, List<AuthToken> tokens) {
            shown.add(request
                    + tokens.stream()
                            .map(token -> " " + token.value().utf8().orElseThrow())
                            .toList());
        }

        @Override
        public void onTrackRequest(TrackRequest request) {
            show("SUBSCRIBE", request.tokens());
            request.accept(TrackOptions.defaults());
        }

        @Override
        public void onRangeRequest(RangeRequest request) {
            show("FETCH", request.tokens());
            SessionHandler.super.onRangeRequest(request);
        }

        @Override
        public void onPublish(TrackOffer offer) {
            show("PUBLISH", offer.tokens());
            SessionHandler.super.onPublish(offer);
        }

        @Override
        public void onPublishNamespace(NamespaceOffer offer) {
            show("PUBLISH_NAMESPACE", offer.tokens());
            offer.accept();
        }

        @Override
        public void onSubscribeNamespace(NamespaceInterest interest) {
            show("SUBSCRIBE_NAMESPACE", interest.tokens());
            interest.accept();
        }
    }

    private static SessionPair connect(MoqDraft draft, TokenProvider provider, SessionHandler server) {
        return SessionPair.connect(
                draft,
                SessionOptions.builder().tokenProvider(provider).build(),
                SessionOptions.builder().handler(server).build(),
                Conditions.GENEROUS);
    }

    /** Gives a token that says what it is for, to requests alone. */
    private static CompletableFuture<List<AuthToken>> forRequests(TokenUse use) {
        return CompletableFuture.completedFuture(
                use.kind() == TokenUse.Kind.SESSION ? List.of() : List.of(AuthToken.of("for " + use.kind())));
    }

    @EachDraft
    void eachRequestGetsATokenOfItsOwn(MoqDraft draft) {
        Checkpoint checkpoint = new Checkpoint();
        SessionPair pair = connect(draft, TokensTest::forRequests, checkpoint);
        MoqSession client = pair.client();

        pair.await(client.subscribe(TRACK));
        pair.await(client.publishNamespace(TrackNamespace.of("mine")));
        pair.await(client.subscribeNamespace(TrackNamespace.of("yours")));

        assertThat(checkpoint.shown)
                .containsExactly(
                        "SUBSCRIBE[ for SUBSCRIBE]",
                        "PUBLISH_NAMESPACE[ for PUBLISH_NAMESPACE]",
                        "SUBSCRIBE_NAMESPACE[ for SUBSCRIBE_NAMESPACE]");
    }

    @EachDraft(needs = Feature.AUTHORIZATION_TOKEN)
    void fetchesAndOffersGetTheirsWhereTheDraftHasPlace(MoqDraft draft) {
        Checkpoint checkpoint = new Checkpoint();
        SessionPair pair = connect(draft, TokensTest::forRequests, checkpoint);
        MoqSession client = pair.client();
        var fetch = client.fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 1));
        if (!client.supports(Feature.AUTHORIZATION_TOKEN)) {
            assertThat(pair.awaitFailure(fetch))
                    .isInstanceOfSatisfying(UnsupportedFeatureException.class, lacking -> assertThat(lacking.feature())
                            .isEqualTo(Feature.AUTHORIZATION_TOKEN));
            assertThat(checkpoint.shown).isEmpty();
            return;
        }

        pair.awaitFailure(fetch);
        pair.awaitFailure(client.offer(client.register(TRACK, TrackOptions.defaults())));

        assertThat(checkpoint.shown).containsExactly("FETCH[ for FETCH]", "PUBLISH[ for PUBLISH]");
    }

    @EachDraft
    void aProviderMayTakeItsTime(MoqDraft draft) {
        Checkpoint checkpoint = new Checkpoint();
        CompletableFuture<List<AuthToken>> later = new CompletableFuture<>();
        SessionPair pair =
                connect(draft, use -> use.kind() == TokenUse.Kind.SESSION ? forRequests(use) : later, checkpoint);

        CompletableFuture<Subscription> subscribed = pair.client().subscribe(TRACK);
        pair.run();
        assertThat(checkpoint.shown).isEmpty();
        later.complete(List.of(AuthToken.of("fresh")));
        pair.await(subscribed);

        assertThat(checkpoint.shown).containsExactly("SUBSCRIBE[ fresh]");
    }

    @EachDraft(needs = Feature.AUTHORIZATION_TOKEN)
    void anUpdateShowsOtherTokens(MoqDraft draft) {
        List<String> shown = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTokenRenewal(TokenRenewal renewal) {
                String token = renewal.tokens().get(0).value().utf8().orElseThrow();
                shown.add(renewal.track() + " " + token);
                if (token.equals("expired")) {
                    renewal.end(DoneStatus.UNAUTHORIZED, "that one is too old");
                }
            }
        });
        pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        CompletableFuture<Void> updated = subscription.update(
                SubscriptionChange.none().withPriority(1).withTokens(List.of(AuthToken.of("fresh"))));
        if (!pair.client().supports(Feature.AUTHORIZATION_TOKEN)) {
            assertThat(pair.awaitFailure(updated))
                    .isInstanceOfSatisfying(UnsupportedFeatureException.class, lacking -> assertThat(lacking.feature())
                            .isEqualTo(Feature.AUTHORIZATION_TOKEN));
            assertThat(subscription.ended()).isNotDone();
            return;
        }

        pair.await(updated);
        pair.await(subscription.update(SubscriptionChange.none().withPriority(2)));
        assertThat(shown).containsExactly(TRACK + " fresh");
        assertThat(subscription.ended()).isNotDone();
        subscription.update(SubscriptionChange.none().withTokens(List.of(AuthToken.of("expired"))));
        pair.advance(END_IS_TOLD);

        assertThat(pair.await(subscription.ended()).status()).isEqualTo(DoneStatus.UNAUTHORIZED);
        assertThat(shown).hasSize(2);
    }

    @EachDraft(needs = Feature.AUTHORIZATION_TOKEN)
    void aBusyHandlerIsShownTheLatestTokensAlone(MoqDraft draft) {
        List<String> shown = new ArrayList<>();
        CompletableFuture<SessionPair> later = new CompletableFuture<>();
        CompletableFuture<Subscription> subscribed = new CompletableFuture<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTokenRenewal(TokenRenewal renewal) {
                shown.add(renewal.tokens().get(0).value().utf8().orElseThrow());
                if (shown.size() == 1) {
                    for (String token : List.of("second", "third", "fourth")) {
                        show(later.join(), subscribed.join(), token);
                    }
                }
            }
        });
        later.complete(pair);
        pair.server().register(TRACK, TrackOptions.defaults());
        subscribed.complete(pair.await(pair.client().subscribe(TRACK)));

        show(pair, subscribed.join(), "first");

        assertThat(shown)
                .containsExactlyElementsOf(
                        pair.client().supports(Feature.AUTHORIZATION_TOKEN) ? List.of("first", "fourth") : List.of());
    }

    private static void show(SessionPair pair, Subscription subscription, String token) {
        subscription.update(SubscriptionChange.none().withTokens(List.of(AuthToken.of(token))));
        pair.run();
    }

    @EachDraft
    void aHandlerThatFailsOverTokensEndsTheirSubscriptionAlone(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTokenRenewal(TokenRenewal renewal) {
                throw new IllegalStateException("a bug of the user's, provoked by this test");
            }
        });
        pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));

        subscription.update(SubscriptionChange.none().withTokens(List.of(AuthToken.of("fresh"))));
        pair.advance(END_IS_TOLD);

        assertThat(subscription.ended().isDone()).isEqualTo(pair.client().supports(Feature.AUTHORIZATION_TOKEN));
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void aServerShowsItsTokensWhereTheSetupHasPlace(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(
                draft,
                SessionOptions.defaults(),
                SessionOptions.builder()
                        .tokenProvider(
                                use -> CompletableFuture.completedFuture(List.of(AuthToken.of("for " + use.kind()))))
                        .build(),
                Conditions.GENEROUS);

        assertThat(pair.client().info().peerTokens())
                .isEqualTo(
                        pair.client().supports(Feature.AUTHORIZATION_TOKEN)
                                ? List.of(AuthToken.of("for SERVER_SESSION"))
                                : List.of());
    }

    @EachDraft
    void aProviderThatFailsFailsThatRequestAlone(MoqDraft draft) {
        IllegalStateException locked = new IllegalStateException("the vault is locked");
        SessionPair pair = connect(
                draft,
                use -> use.kind() == TokenUse.Kind.SUBSCRIBE
                        ? CompletableFuture.failedFuture(locked)
                        : forRequests(use),
                new Checkpoint());

        assertThat(pair.awaitFailure(pair.client().subscribe(TRACK))).hasStackTraceContaining("the vault is locked");
        pair.await(pair.client().publishNamespace(TrackNamespace.of("mine")));
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }
}
