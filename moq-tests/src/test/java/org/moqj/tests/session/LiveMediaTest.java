package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSessionException;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** The path of live media between two of our own sessions. */
@DisplayName("Live media")
class LiveMediaTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    /** Takes every namespace that is offered. */
    private static final class TakesNamespaces implements SessionHandler {

        private final List<NamespaceOffer> offers = new ArrayList<>();

        @Override
        public void onPublishNamespace(NamespaceOffer offer) {
            offers.add(offer);
            offer.accept();
        }
    }

    @EachDraft
    void bothEndsAgreeOnTheDraft(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());

        assertThat(pair.client().draft()).isEqualTo(draft);
        assertThat(pair.server().draft()).isEqualTo(draft);
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void deliversObjectsWithTheirIdsAndPayload(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);

        for (int g = 0; g < 3; g++) {
            try (GroupWriter group = track.nextGroup()) {
                group.write("a" + g);
                group.write("b" + g);
            }
            pair.run(); // streams overtake each other, so that one at a time is on its way
        }

        assertThat(objects).extracting(MoqObject::text).containsExactly("a0", "b0", "a1", "b1", "a2", "b2");
        assertThat(objects).extracting(MoqObject::groupId).containsExactly(0L, 0L, 1L, 1L, 2L, 2L);
        assertThat(objects).extracting(MoqObject::objectId).containsExactly(0L, 1L, 0L, 1L, 0L, 1L);
        assertThat(objects).extracting(MoqObject::publisherPriority).containsOnly(128);
    }

    @EachDraft
    void deliversTheSameWhenEveryReadIsOneByte(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), Conditions.GENEROUS.withChunk(1));
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

        try (GroupWriter group = track.nextGroup()) {
            group.write("x".repeat(300));
            group.write("");
            group.write("y");
        }
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("x".repeat(300), "", "y");
    }

    @EachDraft
    void keepsGapsSubgroupsPrioritiesAndMarkers(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

        try (GroupWriter group = track.group(7)) {
            group.write(3, ByteBuffer.wrap(new byte[] {1}), List.of());
            try (SubgroupWriter other = group.subgroup(5, 9)) {
                other.write(4, ByteBuffer.wrap(new byte[] {2}), List.of());
                pair.run();
            }
            group.write(10, ByteBuffer.wrap(new byte[] {3}), List.of());
            group.writeStatus(11, ObjectStatus.END_OF_GROUP, List.of());
        }
        pair.run();

        assertThat(objects)
                .extracting(object -> object.groupId() + "/" + object.subgroupId() + "/" + object.objectId() + " "
                        + object.publisherPriority() + " " + object.status())
                .containsExactlyInAnyOrder(
                        "7/0/3 128 NORMAL", "7/5/4 9 NORMAL", "7/0/10 128 NORMAL", "7/0/11 128 END_OF_GROUP");
    }

    @EachDraft
    void sendsDatagramsAndOneObjectAStream(MoqDraft draft) {
        for (TrackOptions.Delivery delivery :
                List.of(TrackOptions.Delivery.DATAGRAM, TrackOptions.Delivery.OBJECT_PER_STREAM)) {
            SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
            TrackPublisher track =
                    pair.server().register(TRACK, TrackOptions.defaults().withDelivery(delivery));
            List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

            try (GroupWriter group = track.nextGroup()) {
                group.write("one");
                group.write("two");
            }
            pair.run();

            assertThat(objects).as(delivery.name()).extracting(MoqObject::text).containsExactly("one", "two");
            assertThat(objects).extracting(MoqObject::objectId).containsExactly(0L, 1L);
            assertThat(objects).extracting(MoqObject::subgroupId).containsExactly(0L, 1L);
        }
    }

    @EachDraft
    void refusesAnUnknownTrackAndNothingElseEnds(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());

        Throwable error = pair.awaitFailure(pair.client().subscribe(TRACK));

        assertThat(error).isInstanceOfSatisfying(MoqRequestException.class, refusal -> assertThat(refusal.error())
                .contains(RequestError.TRACK_DOES_NOT_EXIST));
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void makesATrackOnRequest(MoqDraft draft) {
        List<TrackPublisher> made = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                made.add(request.accept(TrackOptions.defaults()));
            }
        });

        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));
        made.get(0).nextGroup().write("on request");
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("on request");
    }

    @EachDraft
    void refusesWhenTheHandlerThrows(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                throw new IllegalStateException("a bug of the user's");
            }
        });

        Throwable error = pair.awaitFailure(pair.client().subscribe(TRACK));

        assertThat(error).isInstanceOfSatisfying(MoqRequestException.class, refusal -> assertThat(refusal.error())
                .contains(RequestError.INTERNAL_ERROR));
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void refusesWithTheUsersOwnCode(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                request.refuse(Refusal.ofCode(0x1234, "not today"));
            }
        });

        Throwable error = pair.awaitFailure(pair.client().subscribe(TRACK));

        assertThat(error).isInstanceOfSatisfying(MoqRequestException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(0x1234);
            assertThat(refusal).hasMessageContaining("not today");
        });
    }

    @EachDraft
    void announcesANamespaceAndWithdrawsIt(MoqDraft draft) {
        TakesNamespaces handler = new TakesNamespaces();
        SessionPair pair = SessionPair.connect(draft, handler);

        PublishedNamespace namespace = pair.await(pair.client().publishNamespace(TrackNamespace.of("live", "cam")));
        assertThat(handler.offers.get(0).namespace()).isEqualTo(TrackNamespace.of("live", "cam"));
        assertThat(handler.offers.get(0).withdrawn()).isNotDone();

        namespace.close();
        pair.run();

        assertThat(handler.offers.get(0).withdrawn()).isCompleted();
        assertThat(namespace.ended()).isCompleted();
    }

    @EachDraft
    void tellsThePublisherThatItsNamespaceWasCancelled(MoqDraft draft) {
        TakesNamespaces handler = new TakesNamespaces();
        SessionPair pair = SessionPair.connect(draft, handler);
        PublishedNamespace namespace = pair.await(pair.client().publishNamespace(TrackNamespace.of("live", "cam")));

        handler.offers.get(0).cancel(Refusal.of(RequestError.UNAUTHORIZED, "token expired"));

        assertThat(pair.awaitFailure(namespace.ended()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("token expired");
    }

    @EachDraft
    void aRefusedNamespaceFailsThePublisher(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());

        assertThat(pair.awaitFailure(pair.client().publish(TRACK))).isInstanceOf(MoqRequestException.class);
        // Its track is not registered any more, so that its name is free.
        pair.client().register(TRACK, TrackOptions.defaults());
    }

    @EachDraft
    void aClientPublishesToItsServer(MoqDraft draft) {
        TakesNamespaces handler = new TakesNamespaces();
        SessionPair pair = SessionPair.connect(draft, handler);
        TrackPublisher track = pair.await(pair.client().publish(TRACK));

        List<MoqObject> objects =
                pair.collect(pair.await(handler.offers.get(0).session().subscribe(TRACK)));
        track.nextGroup().write("up");
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("up");
        assertThat(track.subscribers()).isEqualTo(1);
    }

    @EachDraft
    void closingASubscriptionStopsItsObjectsAndNoOther(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        FullTrackName second = FullTrackName.of("live", "cam", "audio");
        TrackPublisher video = pair.server().register(TRACK, TrackOptions.defaults());
        TrackPublisher audio = pair.server().register(second, TrackOptions.defaults());
        Subscription watching = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> seen = pair.collect(watching);
        List<MoqObject> heard = pair.collect(pair.await(pair.client().subscribe(second)));

        watching.close();
        pair.run();
        video.nextGroup().write("unseen");
        audio.nextGroup().write("heard");
        pair.run();

        assertThat(seen).isEmpty();
        assertThat(video.subscribers()).isZero();
        assertThat(heard).extracting(MoqObject::text).containsExactly("heard");
        assertThat(watching.ended()).isCompletedWithValueMatching(end -> end.status() == DoneStatus.UNSUBSCRIBED);
    }

    @EachDraft
    void finishingATrackEndsItsSubscriptionsAfterTheLastObject(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = new ArrayList<>();
        CompletableFuture<Void> reading = subscription.forEach(objects::add);
        pair.run();

        track.nextGroup().write("last");
        track.finish();
        pair.run();

        assertThat(reading).isCompleted();
        assertThat(objects).extracting(MoqObject::text).containsExactly("last");
        assertThat(subscription.ended()).isCompletedWithValueMatching(end -> end.status() == DoneStatus.TRACK_ENDED);
    }

    @EachDraft
    void anUnansweredRequestTimesOutAndTheSessionLives(MoqDraft draft) {
        SessionOptions server = SessionOptions.builder()
                .requestTimeout(Duration.ofHours(1))
                .handler(new SessionHandler() {
                    @Override
                    public void onTrackRequest(TrackRequest request) {
                        // Left unanswered on purpose.
                    }
                })
                .build();
        SessionPair pair = SessionPair.connect(draft, SessionOptions.defaults(), server, Conditions.GENEROUS);

        CompletableFuture<Subscription> future = pair.client().subscribe(TRACK);
        pair.advance(Duration.ofSeconds(9));
        assertThat(future).isNotDone();
        pair.advance(Duration.ofSeconds(2));

        assertThat(pair.awaitFailure(future))
                .isInstanceOfSatisfying(MoqRequestException.class, late -> assertThat(late.isTimeout())
                        .isTrue());
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void aLostConnectionFailsEverythingOnIt(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        CompletableFuture<Void> reading = subscription.forEach(object -> {});
        pair.run();

        pair.transports.client().lose();

        assertThat(pair.awaitFailure(reading)).isInstanceOf(MoqSessionException.class);
        assertThat(pair.awaitFailure(pair.client().closed()))
                .isInstanceOfSatisfying(MoqSessionException.class, lost -> assertThat(lost.isTimeout())
                        .isTrue());
        assertThat(pair.client().state()).isEqualTo(SessionState.FAILED);
    }

    @EachDraft
    void closesCleanlyAndLeavesNothingBehind(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));
        track.nextGroup().write("before the end");

        CompletableFuture<Void> closed = pair.server().shutdown();
        pair.advance(Duration.ofSeconds(3));

        assertThat(closed).isCompleted();
        assertThat(objects).hasSize(1);
        assertThat(pair.client().state()).isEqualTo(SessionState.CLOSED);
        assertThat(pair.server().state()).isEqualTo(SessionState.CLOSED);
        assertThat(pair.transports.leakedBytes()).isZero();
    }

    @EachDraft
    void anAbortTellsThePeerTheCode(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());

        pair.server().abort(SessionError.UNAUTHORIZED, "go away");

        assertThat(pair.awaitFailure(pair.client().closed())).isInstanceOfSatisfying(MoqSessionException.class, end -> {
            assertThat(end.code()).isEqualTo(0x2);
            assertThat(end.codeName()).containsIgnoringCase("unauthorized");
        });
    }

    @Test
    void failsARequestThatIsTooLongForDraft14sLengthField() {
        SessionPair pair = SessionPair.connect(MoqDraft.DRAFT_14, SessionHandler.refuseAll());
        pair.server().register(TRACK, TrackOptions.defaults());
        SubscribeOptions tooLong = SubscribeOptions.defaults().withTokens(List.of(AuthToken.of("x".repeat(70_000))));

        Throwable failure = pair.awaitFailure(pair.client().subscribe(TRACK, tooLong));

        assertThat(failure).isInstanceOf(MoqRequestException.class).hasMessageContaining("SUBSCRIBE");
        assertThat(pair.await(pair.client().subscribe(TRACK)).track()).isEqualTo(TRACK);
    }
}
