package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.Limits;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/**
 * How many requests a peer grants, and many of them (MAX_REQUEST_ID, draft-14, section 9.5; MAX_SUBSCRIBE_ID, draft-07,
 * section 6.20).
 */
@DisplayName("Limits of requests, and many at once")
class RequestLimitsTest {

    private static FullTrackName track(int number) {
        return FullTrackName.of("live", "track " + number);
    }

    /** A server that takes {@code requests} requests at a time, and makes every track that is asked for. */
    private static SessionPair granting(MoqDraft draft, int requests) {
        SessionHandler makesTracks = new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                request.accept(TrackOptions.defaults());
            }
        };
        SessionOptions server = SessionOptions.builder()
                .limits(Limits.defaults().withMaxRequests(requests, 10))
                .handler(makesTracks)
                .build();
        return SessionPair.connect(draft, SessionOptions.defaults(), server, Conditions.GENEROUS);
    }

    @EachDraft
    void aRequestOverTheLimitWaitsUntilAnotherHasEnded(MoqDraft draft) {
        SessionPair pair = granting(draft, 2);
        Subscription first = pair.await(pair.client().subscribe(track(1)));
        pair.await(pair.client().subscribe(track(2)));

        CompletableFuture<Subscription> third = pair.client().subscribe(track(3));
        pair.run();
        assertThat(third).isNotDone();
        first.close();
        pair.run();

        assertThat(third).isCompleted();
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void limitsAreGrantedAnewForAsLongAsRequestsEnd(MoqDraft draft) {
        SessionPair pair = granting(draft, 3);

        for (int t = 0; t < 50; t++) {
            pair.await(pair.client().subscribe(track(t))).close();
            pair.run();
        }

        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void aWaitingRequestIsGivenUpAndTheNextTakesItsPlace(MoqDraft draft) {
        SessionPair pair = granting(draft, 1);
        Subscription first = pair.await(pair.client().subscribe(track(1)));
        CompletableFuture<Subscription> second = pair.client().subscribe(track(2));
        CompletableFuture<Subscription> third = pair.client().subscribe(track(3));
        pair.run();

        second.cancel(false);
        pair.run();
        first.close();
        pair.run();

        assertThat(second).isCancelled();
        assertThat(third).isCompleted();
    }

    @EachDraft
    void aWaitingRequestTimesOutAndSaysThatItWasNotSent(MoqDraft draft) {
        SessionPair pair = granting(draft, 1);
        pair.await(pair.client().subscribe(track(1)));
        CompletableFuture<Subscription> second = pair.client().subscribe(track(2));

        pair.advance(Duration.ofSeconds(11));

        assertThat(pair.awaitFailure(second)).isInstanceOfSatisfying(MoqRequestException.class, late -> {
            assertThat(late.isTimeout()).isTrue();
            assertThat(late.isBeyondLimit()).isTrue();
            assertThat(late).hasMessageContaining("has not raised its limit on requests within 10000 ms");
        });
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft(needs = Feature.PUBLISH)
    void anyWaitingRequestSaysThatItWasNotSent(MoqDraft draft) {
        SessionPair pair = granting(draft, 1);
        MoqSession client = pair.client();
        pair.await(client.subscribe(track(1)));
        if (!client.supports(Feature.PUBLISH)) {
            // Draft-07 limits subscriptions and fetches alone: this is sent, and refused.
            assertThat(pair.awaitFailure(client.publishNamespace(TrackNamespace.of("mine"))))
                    .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.isBeyondLimit())
                            .isFalse());
            return;
        }

        List<CompletableFuture<?>> waiting = List.of(
                client.fetch(track(2), LocationRange.throughGroup(Location.ZERO, 1)),
                client.trackStatus(track(2)),
                client.publishNamespace(TrackNamespace.of("mine")),
                client.subscribeNamespace(TrackNamespace.of("yours")),
                client.offer(client.register(track(3), TrackOptions.defaults())));
        pair.advance(Duration.ofSeconds(11));

        assertThat(waiting).allSatisfy(request -> assertThat(pair.awaitFailure(request))
                .isInstanceOfSatisfying(MoqRequestException.class, late -> assertThat(late.isBeyondLimit())
                        .isTrue()));
    }

    @EachDraft
    void anAnswerThatIsLateIsNotBeyondTheLimit(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                // never answered
            }
        });
        CompletableFuture<Subscription> unanswered = pair.client().subscribe(track(1));

        pair.advance(Duration.ofSeconds(11));

        assertThat(pair.awaitFailure(unanswered))
                .isInstanceOfSatisfying(MoqRequestException.class, late -> assertThat(late.isBeyondLimit())
                        .isFalse());
    }

    @EachDraft
    void aRequestThatIsGivenUpFreesItsPlaceOnceItIsAnswered(MoqDraft draft) {
        List<TrackRequest> unanswered = new ArrayList<>();
        SessionOptions server = SessionOptions.builder()
                .limits(Limits.defaults().withMaxRequests(1, 10))
                .handler(new SessionHandler() {
                    @Override
                    public void onTrackRequest(TrackRequest request) {
                        unanswered.add(request);
                    }
                })
                .build();
        SessionPair pair = SessionPair.connect(draft, SessionOptions.defaults(), server, Conditions.GENEROUS);
        pair.server().register(track(2), TrackOptions.defaults());
        CompletableFuture<Subscription> first = pair.client().subscribe(track(1));
        pair.run();
        assertThat(unanswered).hasSize(1);

        first.cancel(false);
        pair.run();
        unanswered.get(0).refuse(Refusal.of(RequestError.UNAUTHORIZED, "nobody waits for this"));

        assertThat(pair.await(pair.client().subscribe(track(2))).track()).isEqualTo(track(2));
    }

    @EachDraft
    void aHundredTracksAtOnceKeepApart(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        List<TrackPublisher> tracks = new ArrayList<>();
        List<CompletableFuture<Subscription>> asked = new ArrayList<>();
        for (int t = 0; t < 100; t++) {
            tracks.add(pair.server().register(track(t), TrackOptions.defaults()));
            asked.add(pair.client().subscribe(track(t)));
        }
        pair.run();
        List<List<MoqObject>> received = new ArrayList<>();
        for (CompletableFuture<Subscription> subscription : asked) {
            received.add(pair.collect(subscription.join()));
        }

        for (int round = 0; round < 3; round++) {
            for (TrackPublisher track : tracks) {
                try (GroupWriter group = track.nextGroup()) {
                    group.write(track.name() + " " + round);
                }
            }
            pair.run();
        }

        for (int t = 0; t < 100; t++) {
            String name = track(t).toString();
            assertThat(received.get(t))
                    .extracting(MoqObject::text)
                    .containsExactly(name + " 0", name + " 1", name + " 2");
        }
    }
}
