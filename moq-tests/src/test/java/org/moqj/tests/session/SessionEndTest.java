package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.RangeRequest;
import org.moqj.core.SessionError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionListener;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.Side;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** How sessions begin and end, and what that means for what is on them (draft-14, section 3; draft-07, section 3). */
@DisplayName("Begin and end of sessions")
class SessionEndTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    /** Answers nothing. */
    private static final class Silent implements SessionHandler {

        @Override
        public void onTrackRequest(TrackRequest request) {}

        @Override
        public void onPublishNamespace(NamespaceOffer offer) {}

        @Override
        public void onPublish(TrackOffer offer) {}

        @Override
        public void onRangeRequest(RangeRequest request) {}

        @Override
        public void onSubscribeNamespace(NamespaceInterest interest) {}
    }

    private static List<CompletableFuture<?>> oneOfEachRequest(SessionPair pair) {
        MoqSession client = pair.client();
        List<CompletableFuture<?>> requests = new ArrayList<>();
        requests.add(client.subscribe(TRACK));
        requests.add(client.fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 1)));
        requests.add(client.publishNamespace(TrackNamespace.of("mine")));
        requests.add(client.publish(FullTrackName.of("also mine", "track")));
        requests.add(client.subscribeNamespace(TrackNamespace.of("yours")));
        if (client.supports(Feature.PUBLISH)) {
            requests.add(client.offer(client.register(FullTrackName.of("mine", "offered"), TrackOptions.defaults())));
        }
        pair.run();
        return requests;
    }

    @EachDraft
    void theEndOfASessionFailsEachRequestThatWaits(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new Silent());
        List<CompletableFuture<?>> requests = oneOfEachRequest(pair);
        assertThat(requests).noneMatch(CompletableFuture::isDone);

        pair.server().abort(SessionError.INTERNAL_ERROR, "out of order");
        pair.run();

        for (CompletableFuture<?> request : requests) {
            assertThat(pair.awaitFailure(request)).isInstanceOfSatisfying(MoqSessionException.class, end -> {
                assertThat(end.side()).isEqualTo(Side.REMOTE);
                assertThat(end).hasMessageContaining("out of order");
            });
        }
    }

    @EachDraft
    void eachRequestThatWaitsCanBeGivenUp(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new Silent());
        List<CompletableFuture<?>> requests = oneOfEachRequest(pair);

        requests.forEach(request -> request.cancel(false));
        pair.advance(Duration.ofSeconds(30));

        assertThat(requests).allMatch(CompletableFuture::isCancelled);
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));
        try (GroupWriter group = track.nextGroup()) {
            group.write("the session is as good as new");
        }
        pair.run();
        assertThat(objects).hasSize(1);
    }

    @EachDraft
    void nothingCanBeAskedOfASessionThatIsOver(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        MoqSession client = pair.client();
        client.shutdown();
        pair.advance(Duration.ofSeconds(3));

        assertThat(client.closed()).isCompleted();
        assertThat(pair.awaitFailure(client.subscribe(TRACK))).isInstanceOf(MoqSessionException.class);
        assertThat(pair.awaitFailure(client.publish(TRACK))).isInstanceOf(MoqSessionException.class);
        assertThat(pair.awaitFailure(client.trackStatus(TRACK))).isInstanceOf(MoqSessionException.class);
        assertThat(client.shutdown()).isCompleted();
    }

    @EachDraft
    void aListenerSeesTheWholeLife(MoqDraft draft) {
        List<String> states = new ArrayList<>();
        SessionListener listener = new SessionListener() {
            @Override
            public void onState(MoqSession session, SessionState state, @Nullable MoqException cause) {
                states.add(state + (cause == null ? "" : " " + cause.getMessage()));
            }
        };
        SessionPair pair = SessionPair.connect(
                draft,
                SessionOptions.builder().listener(listener).build(),
                SessionOptions.defaults(),
                Conditions.GENEROUS);

        pair.server().goaway("");
        pair.run();
        pair.client().shutdown();
        pair.advance(Duration.ofSeconds(3));

        assertThat(states)
                .containsSubsequence("CONNECTED", "DRAINING", "CLOSED")
                .doesNotHaveDuplicates();
    }

    @EachDraft
    void aListenerIsToldWhyASessionFailed(MoqDraft draft) {
        List<MoqException> causes = new ArrayList<>();
        SessionListener listener = new SessionListener() {
            @Override
            public void onState(MoqSession session, SessionState state, @Nullable MoqException cause) {
                if (state == SessionState.FAILED && cause != null) {
                    causes.add(cause);
                }
            }
        };
        SessionPair pair = SessionPair.connect(
                draft,
                SessionOptions.builder().listener(listener).build(),
                SessionOptions.defaults(),
                Conditions.GENEROUS);

        pair.server().abort(SessionError.UNAUTHORIZED, "your ticket has expired");
        pair.run();

        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause).hasMessageContaining("your ticket has expired");
            assertThat(cause.codeName()).containsIgnoringCase("unauthorized");
        });
    }

    @EachDraft
    void aReaderThatDoesNotReadCannotKeepASessionOpen(MoqDraft draft) {
        SessionPair pair =
                SessionPair.connect(draft, SessionHandler.refuseAll(), Conditions.GENEROUS.withStreamWindow(1000));
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        Pulled<MoqObject> reader = Pulled.nothingYet(subscription.objects());
        GroupWriter group = track.nextGroup();
        for (int i = 0; i < 100; i++) {
            group.write(new byte[100_000]);
        }
        pair.run();

        CompletableFuture<Void> closed = pair.server().shutdown();
        pair.advance(Duration.ofSeconds(3));

        assertThat(closed).isCompleted();
        assertThat(reader.items()).isEmpty();
        assertThat(pair.server().state()).isEqualTo(SessionState.CLOSED);
        pair.client().abort(SessionError.NO_ERROR, "");
        pair.advance(Duration.ofSeconds(3));
        assertThat(pair.transports.leakedBytes()).isZero();
    }

    @EachDraft
    void aLostSubscriberLeavesTheOthersAlone(MoqDraft draft) {
        SessionPair lost = SessionPair.connect(draft, SessionHandler.refuseAll());
        SessionPair living = lost.beside(draft, Conditions.GENEROUS);
        TrackPublisher track = lost.server().register(TRACK, TrackOptions.defaults());
        living.server().register(track);
        Subscription gone = lost.await(lost.client().subscribe(TRACK));
        List<MoqObject> objects = living.collect(living.await(living.client().subscribe(TRACK)));
        assertThat(track.subscribers()).isEqualTo(2);

        lost.transports.client().lose();
        lost.transports.server().lose();
        lost.run();
        try (GroupWriter group = track.nextGroup()) {
            group.write("for who is left");
        }
        living.run();

        assertThat(lost.awaitFailure(gone.ended())).isInstanceOf(MoqSessionException.class);
        assertThat(objects).extracting(MoqObject::text).containsExactly("for who is left");
        assertThat(track.subscribers()).isEqualTo(1);
    }

    @EachDraft
    void theEndOfASessionEndsAFetchInTheMiddle(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onRangeRequest(RangeRequest request) {
                request.accept(new Location(0, 9), false);
            }
        });
        Fetch fetch = pair.await(pair.client().fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 0)));
        Pulled<MoqObject> reader = Pulled.everything(pair, fetch.objects());

        pair.server().abort(SessionError.INTERNAL_ERROR, "gone");
        pair.run();

        assertThat(reader.error()).isInstanceOf(MoqSessionException.class);
    }
}
