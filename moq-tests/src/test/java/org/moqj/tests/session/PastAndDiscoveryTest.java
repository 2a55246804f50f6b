package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.CacheOptions;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.FetchWriter;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.NamespaceEvent;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.RangeRequest;
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
import org.moqj.core.TrackStatus;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;

/** Fetches, track status, namespace discovery, offered tracks, updates and GOAWAY between two of our own sessions. */
@DisplayName("The past, discovery and updates")
class PastAndDiscoveryTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final TrackOptions KEEPS_ALL = TrackOptions.defaults().withCache(CacheOptions.of(100, 1 << 20));

    private static TrackPublisher threeGroups(SessionPair pair) {
        TrackPublisher track = pair.server().register(TRACK, KEEPS_ALL);
        for (int g = 0; g < 3; g++) {
            try (GroupWriter group = track.nextGroup()) {
                group.write(g + "a");
                group.write(g + "b");
            }
        }
        pair.run();
        return track;
    }

    private static List<String> all(SessionPair pair, Fetch fetch) {
        List<String> texts = new ArrayList<>();
        CompletableFuture<Void> done = fetch.forEach(object -> texts.add(object.text()));
        pair.await(done.thenApply(nothing -> true));
        return texts;
    }

    @EachDraft
    void fetchesARangeFromTheCache(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        threeGroups(pair);

        Fetch fetch =
                pair.await(pair.client().fetch(TRACK, LocationRange.between(new Location(0, 1), new Location(2, 0))));

        assertThat(all(pair, fetch)).containsExactly("0b", "1a", "1b", "2a");
        assertThat(fetch.end()).isEqualTo(new Location(2, 0));
        assertThat(fetch.endOfTrack()).isFalse();
    }

    @EachDraft
    void fetchesInDescendingOrderOfGroups(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        threeGroups(pair);

        Fetch fetch = pair.await(pair.client()
                .fetch(
                        TRACK,
                        LocationRange.throughGroup(Location.ZERO, 1),
                        FetchOptions.defaults().withGroupOrder(GroupOrder.DESCENDING)));

        assertThat(all(pair, fetch)).containsExactly("1a", "1b", "0a", "0b");
    }

    @EachDraft
    void aFetchPastTheEndStopsAtTheLargestObject(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        threeGroups(pair);

        Fetch fetch = pair.await(pair.client().fetch(TRACK, LocationRange.throughGroup(new Location(2, 0), 9)));

        assertThat(all(pair, fetch)).containsExactly("2a", "2b");
        assertThat(fetch.end()).isEqualTo(new Location(2, 1));
    }

    @EachDraft
    void refusesAFetchOfWhatIsNotThere(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        threeGroups(pair);
        FullTrackName other = FullTrackName.of("live", "cam", "other");
        LocationRange range = LocationRange.throughGroup(new Location(7, 0), 9);

        assertThat(pair.awaitFailure(pair.client().fetch(TRACK, range))).isInstanceOf(MoqRequestException.class);
        assertThat(pair.awaitFailure(pair.client().fetch(other, range))).isInstanceOf(MoqRequestException.class);
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void servesAFetchFromAnotherSource(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onRangeRequest(RangeRequest request) {
                FetchWriter writer = request.accept(request.range().end().orElseThrow(), false);
                for (int o = 0; o < 3; o++) {
                    byte[] payload = ("old" + o).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    writer.write(MoqObject.of(
                            4, 0, o, 128, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length));
                }
                writer.close();
            }
        });

        Fetch fetch = pair.await(pair.client().fetch(TRACK, LocationRange.throughGroup(new Location(4, 0), 4)));

        assertThat(all(pair, fetch)).containsExactly("old0", "old1", "old2");
    }

    @EachDraft(needs = Feature.JOINING_FETCH)
    void joinsASubscriptionWithWhatPrecedesIt(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = threeGroups(pair);
        GroupWriter group = track.nextGroup();
        group.write("3a");
        pair.run();
        Subscription subscription = pair.await(
                pair.client().subscribe(TRACK, SubscribeOptions.defaults().withFilter(SubscribeFilter.latestObject())));
        List<MoqObject> live = pair.collect(subscription);
        group.write("3b");
        pair.run();

        if (Lacking.lacks(pair.client(), Feature.JOINING_FETCH, () -> pair.client()
                .fetchPreceding(subscription, 1, FetchOptions.defaults()))) {
            return;
        }
        Fetch fetch = pair.await(pair.client().fetchPreceding(subscription, 1, FetchOptions.defaults()));
        Fetch from = pair.await(pair.client().fetchPrecedingFrom(subscription, 3, FetchOptions.defaults()));

        assertThat(all(pair, fetch)).containsExactly("2a", "2b", "3a");
        assertThat(all(pair, from)).containsExactly("3a");
        assertThat(live).extracting(MoqObject::text).containsExactly("3b");
    }

    @EachDraft
    void tellsATracksState(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        FullTrackName empty = FullTrackName.of("live", "cam", "empty");
        pair.server().register(empty, KEEPS_ALL);
        threeGroups(pair);

        assertThat(pair.await(pair.client().trackStatus(TRACK)).largest()).contains(new Location(2, 1));
        assertThat(pair.await(pair.client().trackStatus(empty)).state()).isEqualTo(TrackStatus.State.NOT_STARTED);
        assertThat(pair.await(pair.client().trackStatus(FullTrackName.of("x", "y")))
                        .state())
                .isEqualTo(TrackStatus.State.DOES_NOT_EXIST);
    }

    @EachDraft
    void followsNamespacesAsTheyComeAndGo(MoqDraft draft) {
        List<NamespaceInterest> interests = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onSubscribeNamespace(NamespaceInterest interest) {
                interests.add(interest);
                interest.accept();
            }
        });

        NamespaceSubscription following = pair.await(pair.client().subscribeNamespace(TrackNamespace.of("live")));
        Pulled<NamespaceEvent> events = Pulled.everything(pair, following.events());
        PublishedNamespace cam =
                pair.await(interests.get(0).session().publishNamespace(TrackNamespace.of("live", "cam")));
        cam.close();
        pair.run();

        assertThat(events.items())
                .containsExactly(
                        new NamespaceEvent(NamespaceEvent.Kind.APPEARED, TrackNamespace.of("live", "cam")),
                        new NamespaceEvent(NamespaceEvent.Kind.GONE, TrackNamespace.of("live", "cam")));
        following.close();
        pair.run();
        assertThat(interests.get(0).unsubscribed()).isCompleted();
    }

    @EachDraft(needs = Feature.PUBLISH)
    void offersATrackThatThePeerTakes(MoqDraft draft) {
        List<MoqObject> objects = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onPublish(TrackOffer offer) {
                offer.accept(SubscribeOptions.defaults())
                        .thenAccept(subscription -> subscription.forEach(objects::add));
            }
        });
        TrackPublisher track = pair.client().register(TRACK, TrackOptions.defaults());

        if (Lacking.lacks(pair.client(), Feature.PUBLISH, () -> pair.client().offer(track))) {
            return;
        }
        pair.await(pair.client().offer(track));
        track.nextGroup().write("offered");
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("offered");
    }

    @EachDraft
    void anUpdateNarrowsASubscription(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);

        CompletableFuture<Void> updated = subscription.update(
                SubscriptionChange.none().startingAt(new Location(1, 0)).endingWithGroup(1));
        pair.run();
        assertThat(updated).isCompleted();
        for (int g = 0; g < 3; g++) {
            try (GroupWriter group = track.nextGroup()) {
                group.write("g" + g);
            }
            pair.run();
        }

        assertThat(objects).extracting(MoqObject::text).containsExactly("g1");
        assertThat(subscription.ended())
                .isCompletedWithValueMatching(end -> end.status() == org.moqj.core.DoneStatus.SUBSCRIPTION_ENDED);
    }

    @EachDraft
    void anUpdateCannotWidenASubscription(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client()
                .subscribe(
                        TRACK, SubscribeOptions.defaults().withFilter(SubscribeFilter.range(new Location(2, 0), 4))));

        assertThat(pair.awaitFailure(
                        subscription.update(SubscriptionChange.none().endingWithGroup(5))))
                .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                        .contains(RequestError.INVALID_RANGE));
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft(needs = Feature.FORWARD)
    void holdsObjectsBackUntilTheyAreToBeForwarded(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        SubscribeOptions paused = SubscribeOptions.defaults().withForward(false);
        if (Lacking.lacks(pair.client(), Feature.FORWARD, () -> pair.client().subscribe(TRACK, paused))) {
            return;
        }
        Subscription subscription = pair.await(pair.client().subscribe(TRACK, paused));
        List<MoqObject> objects = pair.collect(subscription);
        track.nextGroup().write("not yet");
        pair.run();
        assertThat(objects).isEmpty();

        subscription.update(SubscriptionChange.none().withForward(true));
        pair.run();
        track.nextGroup().write("now");
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("now");
    }

    @EachDraft
    void goawayDrainsBothEndsAndEndsNothing(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

        pair.server().goaway("https://other.example.com/");
        pair.run();
        assertThat(pair.client().state()).isEqualTo(SessionState.DRAINING);
        track.nextGroup().write("still here");
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("still here");
    }
}
