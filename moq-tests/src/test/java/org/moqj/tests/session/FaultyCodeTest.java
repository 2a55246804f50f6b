package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.RangeRequest;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionListener;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
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

/** Callbacks that throw, answer twice, late or never: they end their own request at most. */
@DisplayName("Faulty callbacks")
class FaultyCodeTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    /** Fails at everything. */
    private static final class Throwing implements SessionHandler, SessionListener {

        @Override
        public void onTrackRequest(TrackRequest request) {
            throw new IllegalStateException("a bug of the user's");
        }

        @Override
        public void onPublishNamespace(NamespaceOffer offer) {
            throw new AssertionError("a bug of the user's");
        }

        @Override
        public void onPublish(TrackOffer offer) {
            throw new IllegalArgumentException("a bug of the user's");
        }

        @Override
        public void onRangeRequest(RangeRequest request) {
            throw new UnsupportedOperationException("a bug of the user's");
        }

        @Override
        public void onSubscribeNamespace(NamespaceInterest interest) {
            throw new StackOverflowError("a bug of the user's");
        }

        @Override
        public void onState(MoqSession session, SessionState state, @Nullable MoqException cause) {
            throw new IllegalStateException("a bug of the user's");
        }

        @Override
        public void onGoaway(MoqSession session, String newUri) {
            throw new IllegalStateException("a bug of the user's");
        }
    }

    @EachDraft
    void aHandlerThatThrowsRefusesThatRequestAlone(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new Throwing());
        MoqSession client = pair.client();

        Refused.as(pair, RequestError.INTERNAL_ERROR, client.subscribe(TRACK));
        Refused.asFarAsKnown(pair, RequestError.INTERNAL_ERROR, client.publishNamespace(TrackNamespace.of("mine")));
        Refused.asFarAsKnown(
                pair, RequestError.INTERNAL_ERROR, client.fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 0)));
        Refused.asFarAsKnown(pair, RequestError.INTERNAL_ERROR, client.subscribeNamespace(TrackNamespace.of("yours")));
        if (client.supports(Feature.PUBLISH)) {
            TrackPublisher track = client.register(TRACK, TrackOptions.defaults());
            Refused.as(pair, RequestError.INTERNAL_ERROR, client.offer(track));
        }
    }

    @EachDraft
    void aListenerThatThrowsChangesNothing(MoqDraft draft) {
        Throwing faulty = new Throwing();
        SessionPair pair = SessionPair.connect(
                draft,
                SessionOptions.builder().listener(faulty).build(),
                SessionOptions.builder().listener(faulty).build(),
                Conditions.GENEROUS);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

        pair.server().goaway("");
        pair.run();
        try (GroupWriter group = track.nextGroup()) {
            group.write("goes on");
        }
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("goes on");
        assertThat(pair.client().state()).isEqualTo(SessionState.DRAINING);
    }

    @EachDraft
    void aConsumerThatThrowsEndsItsOwnSubscription(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        FullTrackName other = FullTrackName.of("live", "cam", "audio");
        TrackPublisher video = pair.server().register(TRACK, TrackOptions.defaults());
        TrackPublisher audio = pair.server().register(other, TrackOptions.defaults());
        IllegalStateException bug = new IllegalStateException("a bug of the user's");
        Subscription faulty = pair.await(pair.client().subscribe(TRACK));
        CompletableFuture<Void> reading = faulty.forEach(object -> {
            throw bug;
        });
        List<MoqObject> heard = pair.collect(pair.await(pair.client().subscribe(other)));

        video.nextGroup().write("bad luck");
        audio.nextGroup().write("fine");
        pair.run();

        assertThat(pair.awaitFailure(reading)).isSameAs(bug);
        assertThat(video.subscribers()).isZero();
        assertThat(heard).extracting(MoqObject::text).containsExactly("fine");
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void aRequestIsAnsweredOnce(MoqDraft draft) {
        List<TrackRequest> requests = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                requests.add(request);
                request.refuse(Refusal.of(RequestError.UNAUTHORIZED, "no"));
            }
        });

        Refused.as(pair, RequestError.UNAUTHORIZED, pair.client().subscribe(TRACK));

        assertThatThrownBy(() -> requests.get(0).refuse(Refusal.of(RequestError.UNAUTHORIZED, "no, again")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> requests.get(0).accept(TrackOptions.defaults()))
                .isInstanceOf(IllegalStateException.class);
    }

    @EachDraft
    void aRequestIsAnsweredLater(MoqDraft draft) {
        List<TrackRequest> requests = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                requests.add(request);
            }
        });
        CompletableFuture<Subscription> future = pair.client().subscribe(TRACK);
        pair.advance(Duration.ofSeconds(5));
        assertThat(future).isNotDone();

        TrackPublisher track = requests.get(0).accept(TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(future));
        track.nextGroup().write("worth the wait");
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("worth the wait");
    }

    @EachDraft
    void aRequestThatIsNeverAnsweredIsRefusedInTime(MoqDraft draft) {
        SessionOptions patient =
                SessionOptions.builder().requestTimeout(Duration.ofMinutes(5)).build();
        SessionOptions forgetful = SessionOptions.builder()
                .requestTimeout(Duration.ofSeconds(7))
                .handler(new SessionHandler() {
                    @Override
                    public void onTrackRequest(TrackRequest request) {
                        // Forgotten.
                    }
                })
                .build();
        SessionPair pair = SessionPair.connect(draft, patient, forgetful, Conditions.GENEROUS);
        CompletableFuture<Subscription> future = pair.client().subscribe(TRACK);

        pair.advance(Duration.ofSeconds(8));

        assertThat(pair.awaitFailure(future))
                .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.isTimeout())
                        .isFalse());
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
    }
}
