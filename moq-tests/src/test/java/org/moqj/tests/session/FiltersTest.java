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
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;

/** Where a subscription begins and ends (draft-14, section 9.7; draft-07, section 6.4). */
@DisplayName("Filters")
class FiltersTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    private static SubscribeOptions filtered(SubscribeFilter filter) {
        return SubscribeOptions.defaults().withFilter(filter);
    }

    /** Groups 0 and 1 are over; 2a and 2b of group 2 are written, which stays open. */
    private static GroupWriter inTheMiddleOfGroup2(SessionPair pair, TrackPublisher track) {
        for (int g = 0; g < 2; g++) {
            try (GroupWriter group = track.nextGroup()) {
                group.write(g + "a");
                group.write(g + "b");
            }
        }
        GroupWriter group = track.nextGroup();
        group.write("2a");
        group.write("2b");
        pair.run();
        return group;
    }

    private static void goOn(SessionPair pair, TrackPublisher track, GroupWriter group) {
        group.write("2c");
        group.close();
        pair.run();
        for (int g = 3; g < 6; g++) {
            try (GroupWriter next = track.nextGroup()) {
                next.write(g + "a");
                next.write(g + "b");
            }
            pair.run();
        }
    }

    private static List<String> received(MoqDraft draft, SubscribeFilter filter) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        GroupWriter group = inTheMiddleOfGroup2(pair, track);
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK, filtered(filter))));
        goOn(pair, track, group);
        return objects.stream().map(MoqObject::text).toList();
    }

    /** Draft-07's Latest Object is the object itself, draft-14's Largest Object is what follows it. */
    @EachDraft
    void theLatestObjectIsWhereLiveBegins(MoqDraft draft) {
        List<String> received = received(draft, SubscribeFilter.latestObject());

        if (draft.equals(MoqDraft.DRAFT_07)) {
            assertThat(received).containsExactly("2b", "2c", "3a", "3b", "4a", "4b", "5a", "5b");
        } else {
            assertThat(received).containsExactly("2c", "3a", "3b", "4a", "4b", "5a", "5b");
        }
    }

    @EachDraft(needs = Feature.FILTER_LATEST_GROUP)
    void theLatestGroupComesFromItsFirstObject(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        if (Lacking.lacks(pair.client(), Feature.FILTER_LATEST_GROUP, () -> pair.client()
                .subscribe(TRACK, filtered(SubscribeFilter.latestGroup())))) {
            return;
        }

        assertThat(received(draft, SubscribeFilter.latestGroup()))
                .containsExactly("2a", "2b", "2c", "3a", "3b", "4a", "4b", "5a", "5b");
    }

    @EachDraft(needs = Feature.FILTER_NEXT_GROUP)
    void theNextGroupLeavesOutTheCurrentOne(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        if (Lacking.lacks(pair.client(), Feature.FILTER_NEXT_GROUP, () -> pair.client()
                .subscribe(TRACK, filtered(SubscribeFilter.nextGroup())))) {
            return;
        }

        assertThat(received(draft, SubscribeFilter.nextGroup())).containsExactly("3a", "3b", "4a", "4b", "5a", "5b");
    }

    @EachDraft
    void anAbsoluteStartAheadIsWaitedFor(MoqDraft draft) {
        assertThat(received(draft, SubscribeFilter.from(new Location(4, 1)))).containsExactly("4b", "5a", "5b");
    }

    @EachDraft
    void aRangeOfGroupsIsGivenAndNoMore(MoqDraft draft) {
        assertThat(received(draft, SubscribeFilter.range(new Location(3, 1), 4)))
                .containsExactly("3b", "4a", "4b");
    }

    /** Draft-14 lost the end object of draft-07: a range ends with a group there. */
    @EachDraft
    void onlyDraft07EndsARangeInsideAGroup(MoqDraft draft) {
        SubscribeFilter range = SubscribeFilter.range(new Location(3, 0), new Location(4, 0));
        if (draft.equals(MoqDraft.DRAFT_07)) {
            assertThat(received(draft, range)).containsExactly("3a", "3b", "4a");
            return;
        }
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        assertThat(pair.awaitFailure(pair.client().subscribe(TRACK, filtered(range))))
                .isInstanceOfSatisfying(UnsupportedFeatureException.class, lacking -> assertThat(lacking.feature())
                        .isEqualTo(Feature.FILTER_ABSOLUTE));
    }

    @EachDraft
    void theEndOfARangeEndsItsSubscription(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription =
                pair.await(pair.client().subscribe(TRACK, filtered(SubscribeFilter.range(Location.ZERO, 0))));
        List<MoqObject> objects = pair.collect(subscription);

        for (int g = 0; g < 2; g++) {
            try (GroupWriter group = track.nextGroup()) {
                group.write("group " + g);
            }
            pair.run();
        }

        assertThat(objects).extracting(MoqObject::text).containsExactly("group 0");
        assertThat(subscription.ended())
                .isCompletedWithValueMatching(end -> end.status() == DoneStatus.SUBSCRIPTION_ENDED);
        assertThat(track.subscribers()).isZero();
    }

    @EachDraft
    void aRangeThatIsOverIsRefused(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        inTheMiddleOfGroup2(pair, track);

        assertThat(pair.awaitFailure(pair.client().subscribe(TRACK, filtered(SubscribeFilter.range(Location.ZERO, 1)))))
                .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                        .contains(RequestError.INVALID_RANGE));
        assertThat(track.subscribers()).isZero();
    }

    @EachDraft
    void theAnswerTellsWhereTheTrackIs(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackOptions descending = TrackOptions.defaults().withGroupOrder(GroupOrder.DESCENDING);
        TrackPublisher track = pair.server().register(TRACK, descending);
        FullTrackName empty = FullTrackName.of("live", "cam", "empty");
        pair.server().register(empty, TrackOptions.defaults());
        inTheMiddleOfGroup2(pair, track);

        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        Subscription ascending = pair.await(
                pair.client().subscribe(empty, SubscribeOptions.defaults().withGroupOrder(GroupOrder.ASCENDING)));

        assertThat(subscription.largest()).contains(new Location(2, 1));
        assertThat(subscription.groupOrder()).isEqualTo(GroupOrder.DESCENDING);
        assertThat(subscription.expires()).isEmpty();
        assertThat(ascending.largest()).isEmpty();
        assertThat(ascending.groupOrder()).isEqualTo(GroupOrder.ASCENDING);
    }

    @EachDraft
    void aTrackWithoutObjectsIsGivenFromItsFirst(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects =
                pair.collect(pair.await(pair.client().subscribe(TRACK, filtered(SubscribeFilter.latestObject()))));

        try (GroupWriter group = track.nextGroup()) {
            group.write("the very first");
        }
        pair.run();

        assertThat(objects).extracting(MoqObject::location).containsExactly(Location.ZERO);
    }
}
