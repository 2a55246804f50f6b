package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionState;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;

/** What a subscriber may change later (draft-14, section 9.10; draft-07, section 6.5). */
@DisplayName("Updates")
class UpdatesTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    private static void write(SessionPair pair, TrackPublisher track, String text) {
        try (GroupWriter group = track.nextGroup()) {
            group.write(text);
        }
        pair.run();
    }

    @EachDraft
    void anUpdateCannotMoveTheStartBack(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client()
                .subscribe(TRACK, SubscribeOptions.defaults().withFilter(SubscribeFilter.from(new Location(5, 0)))));

        assertThat(pair.awaitFailure(
                        subscription.update(SubscriptionChange.none().startingAt(new Location(4, 0)))))
                .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                        .contains(RequestError.INVALID_RANGE));
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void anUpdateOfThePriorityDisturbsNothing(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);

        write(pair, track, "before");
        pair.await(
                subscription.update(SubscriptionChange.none().withPriority(3)).thenApply(nothing -> true));
        write(pair, track, "after");

        assertThat(objects).extracting(MoqObject::text).containsExactly("before", "after");
        assertThat(subscription.ended()).isNotDone();
    }

    @EachDraft(needs = Feature.FORWARD)
    void aSubscriberPausesAndGoesOn(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);
        SubscriptionChange pause = SubscriptionChange.none().withForward(false);
        if (Lacking.lacks(pair.client(), Feature.FORWARD, () -> subscription.update(pause))) {
            return;
        }

        write(pair, track, "before");
        subscription.update(pause);
        pair.run();
        write(pair, track, "paused");
        subscription.update(SubscriptionChange.none().withForward(true));
        pair.run();
        write(pair, track, "after");

        assertThat(objects).extracting(MoqObject::text).containsExactly("before", "after");
        assertThat(track.subscribers()).isEqualTo(1);
    }

    @EachDraft
    void narrowingToWhatIsOverEndsTheSubscription(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);
        write(pair, track, "0");
        write(pair, track, "1");

        subscription.update(SubscriptionChange.none().endingWithGroup(0));
        pair.run();
        write(pair, track, "2");

        assertThat(objects).extracting(MoqObject::text).containsExactly("0", "1");
        assertThat(subscription.ended())
                .isCompletedWithValueMatching(end -> end.status() == DoneStatus.SUBSCRIPTION_ENDED);
    }

    @EachDraft
    void oneUpdateFollowsAnother(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);

        subscription.update(
                SubscriptionChange.none().startingAt(new Location(1, 0)).endingWithGroup(5));
        subscription.update(
                SubscriptionChange.none().startingAt(new Location(2, 0)).endingWithGroup(3));
        pair.run();
        for (int g = 0; g < 6; g++) {
            write(pair, track, "" + g);
        }

        assertThat(objects).extracting(MoqObject::text).containsExactly("2", "3");
    }
}
