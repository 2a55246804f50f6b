package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.SessionHandler;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.SubscriptionEnd;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;

/** Subscriptions that are granted for a time (Expires; draft-14, section 9.8; draft-07, section 6.16). */
class ExpiryTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final TrackOptions ONE_MINUTE = TrackOptions.defaults().withExpires(MINUTE);

    private static void write(SessionPair pair, TrackPublisher track) {
        try (GroupWriter group = track.nextGroup()) {
            group.write("x");
        }
        pair.run();
    }

    private static boolean hasExpired(SubscriptionEnd end) {
        return end.status() == DoneStatus.EXPIRED;
    }

    @EachDraft
    void subscriberIsToldTheTimeAndTheEnd(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, ONE_MINUTE);
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);
        assertThat(subscription.expires()).contains(MINUTE);

        pair.advance(MINUTE.minusMillis(1));
        write(pair, track);
        assertThat(subscription.ended()).isNotDone();
        pair.advance(Duration.ofMillis(1));
        write(pair, track);

        assertThat(objects).extracting(MoqObject::groupId).containsExactly(0L);
        assertThat(subscription.ended()).isCompletedWithValueMatching(ExpiryTest::hasExpired);
        assertThat(track.subscribers()).isZero();
        pair.await(pair.client().subscribe(TRACK)); // anew
    }

    @EachDraft
    void openGroupHasTwoSecondsMore(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, ONE_MINUTE);
        Subscription whole = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(whole);
        GroupWriter open = track.nextGroup();
        open.write("before");
        pair.advance(MINUTE);
        open.write("after");
        track.nextGroup().write("not any more");
        pair.run();
        assertThat(objects).extracting(MoqObject::text).containsExactly("before", "after");

        pair.advance(Duration.ofSeconds(2));
        open.write("too late");
        pair.advance(Duration.ofSeconds(5));

        assertThat(objects).hasSize(2);
        assertThat(whole.ended()).isCompletedWithValueMatching(ExpiryTest::hasExpired);
        assertThat(whole.stats().streamsReset()).isOne();
    }

    @EachDraft
    void updateDoesNotProlong(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        pair.server().register(TRACK, ONE_MINUTE);
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));

        pair.advance(MINUTE.minusSeconds(1));
        subscription.update(SubscriptionChange.none().withPriority(3));
        pair.advance(Duration.ofSeconds(2));

        assertThat(subscription.ended()).isCompletedWithValueMatching(ExpiryTest::hasExpired);
    }

    @EachDraft(needs = Feature.PUBLISH)
    void offeredTrackDoesNotExpire(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onPublish(TrackOffer offer) {
                offer.accept(SubscribeOptions.defaults());
            }
        });
        TrackPublisher track = pair.client().register(TRACK, ONE_MINUTE);
        if (!pair.client().supports(Feature.PUBLISH)) {
            assertThatThrownBy(() -> pair.client().offer(track)).isInstanceOf(UnsupportedFeatureException.class);
            return;
        }
        pair.await(pair.client().offer(track));

        pair.advance(MINUTE.multipliedBy(2));

        assertThat(track.subscribers()).isOne();
    }

    @EachDraft
    void withoutATimeNothingExpires(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));

        assertThat(subscription.expires()).isEmpty();
        pair.advance(Duration.ofDays(2));
        assertThat(subscription.ended()).isNotDone();
    }
}
