package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moqj.tests.interop.AiomoqtStage.get;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.CacheOptions;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.RequestError;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;

/** Fetches through aiomoqt's relay, answered by its cache and by the publisher. Draft-14, both transports. */
@Tag("long")
class AiomoqtPastIT {

    private static final TrackOptions KEEPS_ALL = TrackOptions.defaults().withCache(CacheOptions.of(100, 1 << 20));

    @RegisterExtension
    static final AiomoqtStage stage = new AiomoqtStage();

    private static void threeGroups(TrackPublisher track) throws Exception {
        for (int g = 0; g < 3; g++) {
            try (GroupWriter group = track.nextGroup()) {
                get(group.write(g + "a"));
                get(group.write(g + "b"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void theRelayAnswersFromItsCache(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession fetching = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(stage.track("past"), KEEPS_ALL));
            Arrivals live = Arrivals.of(get(fetching.subscribe(stage.track("past"))));
            Demand.await(track);
            threeGroups(track);
            live.next(6);

            Fetch fetch = get(
                    fetching.fetch(stage.track("past"), LocationRange.between(new Location(0, 1), new Location(2, 0))));

            assertThat(Arrivals.texts(fetch)).containsExactly("0b", "1a", "1b", "2a");
            assertThat(fetch.end()).isEqualTo(new Location(2, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void thePublisherAnswersWhatTheRelayNeverSaw(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession fetching = stage.connect(scheme)) {
            threeGroups(get(publishing.publish(stage.track("unseen"), KEEPS_ALL)));

            Fetch fetch = get(fetching.fetch(
                    stage.track("unseen"), LocationRange.between(new Location(0, 1), new Location(2, 0))));

            assertThat(Arrivals.texts(fetch)).containsExactly("0b", "1a", "1b", "2a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void theNewestGroupComesFirstWhereAskedFor(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession fetching = stage.connect(scheme)) {
            threeGroups(get(publishing.publish(stage.track("descending"), KEEPS_ALL)));

            Fetch fetch = get(fetching.fetch(
                    stage.track("descending"),
                    LocationRange.between(Location.ZERO, new Location(2, 1)),
                    FetchOptions.defaults().withGroupOrder(GroupOrder.DESCENDING)));

            assertThat(fetch.groupOrder()).isEqualTo(GroupOrder.DESCENDING);
            assertThat(Arrivals.texts(fetch)).containsExactly("2a", "2b", "1a", "1b", "0a", "0b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void aFetchThatIsGivenUpEndsNothingElse(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession fetching = stage.connect(scheme)) {
            threeGroups(get(publishing.publish(stage.track("given up"), KEEPS_ALL)));
            LocationRange all = LocationRange.between(Location.ZERO, new Location(2, 1));

            get(fetching.fetch(stage.track("given up"), all)).close();

            assertThat(Arrivals.texts(get(fetching.fetch(stage.track("given up"), all))))
                    .containsExactly("0a", "0b", "1a", "1b", "2a", "2b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void aJoiningFetchPrecedesItsSubscription(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession early = stage.connect(scheme);
                MoqSession late = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(stage.track("joined"), KEEPS_ALL));
            Arrivals live = Arrivals.of(get(early.subscribe(stage.track("joined"))));
            Demand.await(track);
            threeGroups(track);
            live.next(6);

            Subscription subscription = get(late.subscribe(
                    stage.track("joined"), SubscribeOptions.defaults().withFilter(SubscribeFilter.latestObject())));
            Arrivals fromNowOn = Arrivals.of(subscription);
            Fetch relative = get(late.fetchPreceding(subscription, 1, FetchOptions.defaults()));
            Fetch absolute = get(late.fetchPrecedingFrom(subscription, 0, FetchOptions.defaults()));
            try (GroupWriter group = track.nextGroup()) {
                get(group.write("3a"));
            }

            assertThat(subscription.largest()).contains(new Location(2, 1));
            assertThat(Arrivals.texts(relative)).containsExactly("1a", "1b", "2a", "2b");
            assertThat(Arrivals.texts(absolute)).containsExactly("0a", "0b", "1a", "1b", "2a", "2b");
            assertThat(fromNowOn.next().text()).isEqualTo("3a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void aFetchOfNobodysTrackIsRefused(String scheme) throws Exception {
        try (MoqSession session = stage.connect(scheme)) {
            assertThatThrownBy(() ->
                            get(session.fetch(stage.track("nobody's"), LocationRange.throughGroup(Location.ZERO, 1))))
                    .cause()
                    .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                            .contains(RequestError.TRACK_DOES_NOT_EXIST));
        }
    }
}
