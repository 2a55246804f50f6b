package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionState;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;

/** Tracks that are offered without being asked for (PUBLISH, draft-14, section 9.13). */
@DisplayName("Offered tracks")
class OffersTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    /** Hands each offer to {@code answer}. */
    private static SessionHandler answering(Consumer<TrackOffer> answer) {
        return new SessionHandler() {
            @Override
            public void onPublish(TrackOffer offer) {
                answer.accept(offer);
            }
        };
    }

    private static boolean lacksOffers(SessionPair pair, TrackPublisher track) {
        return Lacking.lacks(pair.client(), Feature.PUBLISH, () -> pair.client().offer(track));
    }

    private static void write(SessionPair pair, TrackPublisher track, String text) {
        try (GroupWriter group = track.nextGroup()) {
            group.write(text);
        }
        pair.run();
    }

    @EachDraft(needs = Feature.PUBLISH)
    void anOfferTellsWhereTheTrackIs(MoqDraft draft) {
        List<TrackOffer> offers = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, answering(offers::add));
        TrackPublisher track = pair.client().register(TRACK, TrackOptions.defaults());
        if (lacksOffers(pair, track)) {
            return;
        }
        write(pair, track, "0");
        write(pair, track, "1");

        pair.client().offer(track);
        pair.run();

        assertThat(offers).singleElement().satisfies(offer -> {
            assertThat(offer.track()).isEqualTo(TRACK);
            assertThat(offer.largest()).contains(new Location(1, 0));
            assertThat(offer.session()).isSameAs(pair.server());
        });
    }

    @EachDraft(needs = Feature.PUBLISH)
    void aRefusedOfferSaysWhyAndEndsNothing(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(
                draft, answering(offer -> offer.refuse(Refusal.of(RequestError.UNAUTHORIZED, "not from you"))));
        TrackPublisher track = pair.client().register(TRACK, TrackOptions.defaults());
        if (lacksOffers(pair, track)) {
            return;
        }

        assertThat(pair.awaitFailure(pair.client().offer(track)))
                .hasMessageContaining("not from you")
                .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                        .contains(RequestError.UNAUTHORIZED));
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
        List<MoqObject> objects = pair.collect(pair.await(pair.server().subscribe(TRACK)));
        write(pair, track, "still served");
        assertThat(objects).extracting(MoqObject::text).containsExactly("still served");
    }

    @EachDraft(needs = Feature.PUBLISH)
    void nobodyTakesOffersByDefault(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.client().register(TRACK, TrackOptions.defaults());
        if (lacksOffers(pair, track)) {
            return;
        }

        assertThat(pair.awaitFailure(pair.client().offer(track)))
                .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                        .contains(RequestError.UNINTERESTED));
    }

    @EachDraft(needs = Feature.PUBLISH)
    void whoTakesAnOfferSaysWhatOfIt(MoqDraft draft) {
        List<MoqObject> objects = new ArrayList<>();
        SubscribeOptions fromGroup2 =
                SubscribeOptions.defaults().withFilter(SubscribeFilter.range(new Location(2, 0), 3));
        SessionPair pair = SessionPair.connect(draft, answering(offer -> offer.accept(fromGroup2)
                .thenAccept(subscription -> subscription.forEach(objects::add))));
        TrackPublisher track = pair.client().register(TRACK, TrackOptions.defaults());
        if (lacksOffers(pair, track)) {
            return;
        }

        pair.await(pair.client().offer(track));
        for (int g = 0; g < 6; g++) {
            write(pair, track, "" + g);
        }

        assertThat(objects).extracting(MoqObject::text).containsExactly("2", "3");
    }

    @EachDraft(needs = Feature.PUBLISH)
    void anOfferTakenOnHoldFlowsLater(MoqDraft draft) {
        List<Subscription> taken = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, answering(offer -> offer.accept(
                        SubscribeOptions.defaults().withForward(false))
                .thenAccept(taken::add)));
        TrackPublisher track = pair.client().register(TRACK, TrackOptions.defaults());
        if (lacksOffers(pair, track)) {
            return;
        }
        pair.await(pair.client().offer(track));
        List<MoqObject> objects = pair.collect(taken.get(0));

        write(pair, track, "on hold");
        assertThat(objects).isEmpty();
        taken.get(0).update(SubscriptionChange.none().withForward(true));
        pair.run();
        write(pair, track, "flowing");

        assertThat(objects).extracting(MoqObject::text).containsExactly("flowing");
    }

    @EachDraft(needs = Feature.PUBLISH)
    void anOfferedTrackEndsForWhoTookIt(MoqDraft draft) {
        List<Subscription> taken = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, answering(offer -> offer.accept(SubscribeOptions.defaults())
                .thenAccept(taken::add)));
        TrackPublisher track = pair.client().register(TRACK, TrackOptions.defaults());
        if (lacksOffers(pair, track)) {
            return;
        }
        pair.await(pair.client().offer(track));
        List<MoqObject> objects = pair.collect(taken.get(0));

        track.nextGroup().write("last");
        track.finish();
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("last");
        assertThat(taken.get(0).ended()).isCompletedWithValueMatching(end -> end.status() == DoneStatus.TRACK_ENDED);
    }

    @EachDraft(needs = Feature.PUBLISH)
    void whoTookAnOfferLeavesAndItsPublisherKnows(MoqDraft draft) {
        List<Subscription> taken = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, answering(offer -> offer.accept(SubscribeOptions.defaults())
                .thenAccept(taken::add)));
        TrackPublisher track = pair.client().register(TRACK, TrackOptions.defaults());
        if (lacksOffers(pair, track)) {
            return;
        }
        CompletableFuture<TrackPublisher> offered = pair.client().offer(track);
        pair.await(offered);
        assertThat(track.subscribers()).isEqualTo(1);

        taken.get(0).close();
        pair.run();

        assertThat(track.subscribers()).isZero();
    }
}
