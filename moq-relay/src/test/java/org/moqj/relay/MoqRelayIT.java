package org.moqj.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moqj.relay.RelayStage.await;
import static org.moqj.relay.RelayStage.awaitFailure;
import static org.moqj.relay.RelayStage.next;
import static org.moqj.relay.RelayStage.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.CacheOptions;
import org.moqj.core.DoneStatus;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceEvent;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.RequestError;
import org.moqj.core.SessionError;
import org.moqj.core.SessionListener;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackOptions.SlowSubscriber;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackStatus;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;

/** Publishers and subscribers of each draft meet at a relay on loopback. */
@Execution(ExecutionMode.CONCURRENT)
class MoqRelayIT {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final TrackNamespace NAMESPACE = TRACK.namespace();
    private static final MoqDraft SOME = MoqDraft.DRAFT_14;

    private static Stream<Arguments> draftsBothWays() {
        return MoqDraft.available().stream()
                .flatMap(from -> MoqDraft.available().stream().map(to -> Arguments.of(from, to)));
    }

    private static Stream<MoqDraft> drafts() {
        return MoqDraft.available().stream();
    }

    private static TrackOptions bare() {
        return TrackOptions.defaults().withExtensionHeaders(false);
    }

    private static void awaitSubscribers(TrackPublisher track, int wanted) throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        track.demand().subscribe(new Taker<>(subscribers -> {
            if (subscribers == wanted) {
                reached.complete(null);
            }
        }));
        await(reached);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void allWatchOneSubscription(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            TrackPublisher track = await(stage.connect(from).publish(TRACK, bare()));
            List<BlockingQueue<MoqObject>> watching = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                watching.add(read(await(stage.connect(to).subscribe(TRACK))));
            }
            assertThat(track.subscribers()).isEqualTo(1);

            try (GroupWriter group = track.group(5)) {
                group.write("one");
                group.write("two");
            }

            for (BlockingQueue<MoqObject> objects : watching) {
                assertThat(List.of(next(objects), next(objects)))
                        .extracting(object -> object.location() + object.text())
                        .containsExactly(new Location(5, 0) + "one", new Location(5, 1) + "two");
            }
            stage.awaitStats(stats -> stats.objectsIn() == 2 && stats.objectsOut() == 6);
            RelayStats stats = await(stage.relay().stats());
            assertThat(stats.subscriptions()).isEqualTo(3);
            assertThat(stats.tracks()).isEqualTo(1);
            assertThat(stats.objectsDropped()).isZero();
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void aTrackThatNobodyWatchesIsGivenUpAndComesAgain(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            TrackPublisher track = await(stage.connect(from).publish(TRACK, bare()));
            MoqSession viewer = stage.connect(to);
            Subscription first = await(viewer.subscribe(TRACK));
            awaitSubscribers(track, 1);

            first.close();
            awaitSubscribers(track, 0);
            stage.awaitStats(stats -> stats.tracks() == 0);

            BlockingQueue<MoqObject> again = read(await(viewer.subscribe(TRACK)));
            awaitSubscribers(track, 1);
            track.nextGroup().write("again");
            assertThat(next(again).text()).isEqualTo("again");
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whoJoinsLateHasTheGroupFromItsBeginning(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            TrackPublisher track = await(stage.connect(from).publish(TRACK, bare()));
            BlockingQueue<MoqObject> early = read(await(stage.connect(to).subscribe(TRACK)));
            GroupWriter group = track.nextGroup();
            group.write("beginning");
            assertThat(next(early).text()).isEqualTo("beginning");

            MoqSession late = stage.connect(to);
            SubscribeFilter filter = to.equals(MoqDraft.DRAFT_14)
                    ? SubscribeFilter.from(new Location(0, 0))
                    : SubscribeFilter.latestGroup();
            BlockingQueue<MoqObject> joined =
                    read(await(late.subscribe(TRACK, SubscribeOptions.defaults().withFilter(filter))));
            group.write("end");

            assertThat(next(joined).text()).isEqualTo("beginning");
            assertThat(next(joined).text()).isEqualTo("end");
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void theEndReachesWhoWatches(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            TrackPublisher track = await(stage.connect(from).publish(TRACK, bare()));
            Subscription subscription = await(stage.connect(to).subscribe(TRACK));
            BlockingQueue<MoqObject> objects = read(subscription);

            track.nextGroup().write("last");
            track.finish();

            assertThat(next(objects).text()).isEqualTo("last");
            assertThat(await(subscription.ended()).status()).isEqualTo(DoneStatus.TRACK_ENDED);
            stage.awaitStats(stats -> stats.tracks() == 0);
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void eachPublisherOfATrackIsAskedAndOneIsEnough(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession wide = stage.connect(from);
            TrackPublisher one = wide.register(TRACK, bare());
            await(wide.publishNamespace(TrackNamespace.of("live")));
            MoqSession empty = stage.connect(from);
            await(empty.publishNamespace(TrackNamespace.of("live", "cam"))); // and no track in it
            Subscription subscription = await(stage.connect(to).subscribe(TRACK));
            BlockingQueue<MoqObject> objects = read(subscription);

            MoqSession narrow = stage.connect(from);
            TrackPublisher other = await(narrow.publish(TRACK, bare()));
            awaitSubscribers(one, 1);
            awaitSubscribers(other, 1);
            GroupWriter group = one.group(0);
            group.write("0");
            assertThat(next(objects).text()).isEqualTo("0");
            GroupWriter same = other.group(0);
            same.write("0");
            same.write("1");
            assertThat(next(objects).text()).isEqualTo("1");
            wide.abort(SessionError.INTERNAL_ERROR, "gone");
            stage.awaitStats(stats -> stats.namespaces() == 1);
            same.write("2");

            assertThat(next(objects).text()).isEqualTo("2");
            assertThat(subscription.ended()).isNotDone();
        }
    }

    @Test
    void aTrackThatDiffersFromItselfIsMalformed() throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession wide = stage.connect(SOME);
            TrackPublisher one = wide.register(TRACK, bare());
            await(wide.publishNamespace(TrackNamespace.of("live")));
            TrackPublisher other = await(stage.connect(SOME).publish(TRACK, bare()));
            Subscription subscription = await(stage.connect(SOME).subscribe(TRACK));
            awaitSubscribers(one, 1);
            awaitSubscribers(other, 1);

            one.group(0).write("this");
            other.group(0).write("that");

            assertThat(await(subscription.ended()).status()).isEqualTo(DoneStatus.MALFORMED_TRACK);
            awaitSubscribers(one, 0);
            awaitSubscribers(other, 0);
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whatNobodyPublishesIsRefused(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession viewer = stage.connect(to);
            assertThat(awaitFailure(viewer.subscribe(TRACK)))
                    .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                            .contains(RequestError.TRACK_DOES_NOT_EXIST));

            await(stage.connect(from).publishNamespace(NAMESPACE)); // the namespace, and no track in it
            assertThat(awaitFailure(viewer.subscribe(TRACK)))
                    .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                            .contains(RequestError.TRACK_DOES_NOT_EXIST));
            assertThat(awaitFailure(viewer.fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 0))))
                    .isInstanceOf(MoqRequestException.class)
                    .hasMessageContaining("at the publisher");
            stage.awaitStats(stats -> stats.tracks() == 0);
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void thePastComesFromTheCacheAndFromThePublisher(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open(builder -> builder.cache(CacheOptions.of(2, 1 << 20)))) {
            TrackOptions all = bare().withCache(CacheOptions.of(100, 1 << 20));
            TrackPublisher track = await(stage.connect(from).publish(TRACK, all));
            MoqSession viewer = stage.connect(to);
            BlockingQueue<MoqObject> live = read(await(viewer.subscribe(TRACK)));
            for (int g = 0; g < 5; g++) {
                try (GroupWriter group = track.nextGroup()) {
                    group.write("group " + g);
                }
                next(live);
            }

            assertThat(texts(fetch(viewer, 3, 4))).containsExactly("group 3", "group 4");
            assertThat(await(stage.relay().stats()).fetchesPassedOn()).isZero();

            assertThat(texts(fetch(viewer, 0, 2))).containsExactly("group 0", "group 1", "group 2");
            assertThat(await(stage.relay().stats()).fetchesPassedOn()).isEqualTo(1);
        }
    }

    @Test
    void allCachesTogetherKeepNoMoreThanTheyMay() throws Exception {
        RelayLimits small = RelayLimits.defaults().withMaxCacheBytes(100_000);
        try (RelayStage stage = RelayStage.open(builder -> builder.limits(small))) {
            MoqSession publisher = stage.connect(SOME);
            TrackOptions all = bare().withCache(CacheOptions.of(100, 1 << 20));
            MoqSession viewer = stage.connect(SOME);
            for (int t = 0; t < 20; t++) {
                FullTrackName name = FullTrackName.of("live", "cam", "track " + t);
                TrackPublisher track = await(publisher.publish(name, all));
                BlockingQueue<MoqObject> live = read(await(viewer.subscribe(name)));
                try (GroupWriter group = track.nextGroup()) {
                    group.write(new byte[20_000]);
                }
                next(live);
            }

            RelayStats stats = await(stage.relay().stats());
            assertThat(stats.tracks()).isEqualTo(20);
            assertThat(stats.bytesCached()).isBetween(60_000L, 100_000L);

            LocationRange first = LocationRange.throughGroup(Location.ZERO, 0);
            Fetch kept = await(viewer.fetch(FullTrackName.of("live", "cam", "track 19"), first));
            Fetch lost = await(viewer.fetch(FullTrackName.of("live", "cam", "track 0"), first));
            assertThat(texts(kept)).hasSize(1);
            assertThat(texts(lost)).hasSize(1);
            assertThat(await(stage.relay().stats()).fetchesPassedOn()).isEqualTo(1);
        }
    }

    private static Fetch fetch(MoqSession session, long firstGroup, long lastGroup) throws Exception {
        LocationRange range = LocationRange.throughGroup(new Location(firstGroup, 0), lastGroup);
        return await(session.fetch(TRACK, range));
    }

    private static List<String> texts(Fetch fetch) throws Exception {
        List<String> texts = new ArrayList<>();
        await(fetch.forEach(object -> texts.add(object.text())));
        return texts;
    }

    @Test
    void aJoiningFetchMeetsItsSubscription() throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            TrackPublisher track = await(stage.connect(SOME).publish(TRACK));
            BlockingQueue<MoqObject> early = read(await(stage.connect(SOME).subscribe(TRACK)));
            GroupWriter group = track.nextGroup();
            group.write("0");
            group.write("1");
            next(early);
            next(early);
            MoqSession late = stage.connect(SOME);
            Subscription subscription = await(late.subscribe(TRACK));
            Fetch before = await(late.fetchPreceding(subscription, 0, FetchOptions.defaults()));
            BlockingQueue<MoqObject> from = read(subscription);
            group.write("2");

            assertThat(texts(before)).containsExactly("0", "1");
            assertThat(next(from).text()).isEqualTo("2");
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void theStateOfATrackIsKnown(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            TrackPublisher track = await(stage.connect(from).publish(TRACK, bare()));
            MoqSession viewer = stage.connect(to);
            assertThat(await(viewer.trackStatus(FullTrackName.of("no", "where")))
                            .state())
                    .isEqualTo(TrackStatus.State.DOES_NOT_EXIST);
            assertThat(await(viewer.trackStatus(TRACK)).state()).isEqualTo(TrackStatus.State.NOT_STARTED);

            BlockingQueue<MoqObject> objects = read(await(viewer.subscribe(TRACK)));
            track.group(3).write("x");
            next(objects);

            TrackStatus status = await(viewer.trackStatus(TRACK));
            assertThat(status.state()).isEqualTo(TrackStatus.State.IN_PROGRESS);
            assertThat(status.largest()).contains(new Location(3, 0));
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void namespacesAreFollowed(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession publisher = stage.connect(from);
            await(publisher.publishNamespace(TrackNamespace.of("live", "before")));
            NamespaceSubscription following = await(stage.connect(to).subscribeNamespace(TrackNamespace.of("live")));
            BlockingQueue<NamespaceEvent> events = new LinkedBlockingQueue<>();
            following.events().subscribe(new Taker<>(events::add));

            assertThat(event(events)).isEqualTo(appeared("before"));
            await(publisher.publishNamespace(TrackNamespace.of("other")));
            var after = await(publisher.publishNamespace(TrackNamespace.of("live", "after")));
            assertThat(event(events)).isEqualTo(appeared("after"));
            after.close();
            assertThat(event(events))
                    .isEqualTo(new NamespaceEvent(NamespaceEvent.Kind.GONE, TrackNamespace.of("live", "after")));
        }
    }

    @Test
    void tracksThatAreBroughtGoOnToWhoFollowsTheirPrefix() throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession publisher = stage.connect(MoqDraft.DRAFT_14);
            TrackPublisher before = await(publisher.offer(publisher.register(TRACK, bare())));
            BlockingQueue<TrackOffer> offers = new LinkedBlockingQueue<>();
            MoqSession follower = stage.connect(MoqDraft.DRAFT_14, offers::add);
            NamespaceSubscription following = await(follower.subscribeNamespace(TrackNamespace.of("live")));

            TrackOffer offered = RelayStage.next(offers);
            assertThat(offered.track()).isEqualTo(TRACK);
            BlockingQueue<MoqObject> objects = read(await(offered.accept(SubscribeOptions.defaults())));
            before.nextGroup().write("brought before");
            assertThat(next(objects).text()).isEqualTo("brought before");

            FullTrackName after = FullTrackName.of("live", "cam", "after");
            await(publisher.offer(publisher.register(FullTrackName.of("elsewhere", "x"), bare())));
            await(publisher.offer(publisher.register(after, bare())));
            assertThat(RelayStage.next(offers).track()).isEqualTo(after);

            following.close();
            stage.awaitStats(stats -> stats.tracks() == 3);
            await(follower.trackStatus(TRACK)); // the relay has heard of the end by then
            await(publisher.offer(publisher.register(FullTrackName.of("live", "cam", "late"), bare())));
            await(follower.trackStatus(TRACK));
            assertThat(offers).isEmpty();
        }
    }

    @Test
    void whoMayNotHaveATrackIsNotOfferedIt() throws Exception {
        RelayAuthorizer rule = request -> CompletableFuture.completedFuture(
                request.kind() == AccessRequest.Kind.SUBSCRIBE
                                && request.track().filter(TRACK::equals).isPresent()
                        ? AccessDecision.deny("not yours")
                        : AccessDecision.allow());
        try (RelayStage stage = RelayStage.open(builder -> builder.authorizer(rule))) {
            MoqSession publisher = stage.connect(MoqDraft.DRAFT_14);
            FullTrackName open = FullTrackName.of("live", "cam", "open");
            BlockingQueue<TrackOffer> offers = new LinkedBlockingQueue<>();
            await(stage.connect(MoqDraft.DRAFT_14, offers::add).subscribeNamespace(TrackNamespace.of("live")));

            await(publisher.offer(publisher.register(TRACK, bare())));
            await(publisher.offer(publisher.register(open, bare())));

            assertThat(RelayStage.next(offers).track()).isEqualTo(open);
            assertThat(offers).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drafts")
    void whoFollowsHearsOfItsOwnToo(MoqDraft draft) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession session = stage.connect(draft);
            NamespaceSubscription following = await(session.subscribeNamespace(TrackNamespace.of("live")));
            BlockingQueue<NamespaceEvent> events = new LinkedBlockingQueue<>();
            following.events().subscribe(new Taker<>(events::add));

            await(session.publishNamespace(TrackNamespace.of("live", "own")));

            assertThat(event(events)).isEqualTo(appeared("own"));
        }
    }

    private static NamespaceEvent event(BlockingQueue<NamespaceEvent> events) throws InterruptedException {
        NamespaceEvent event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("Nothing was heard");
        }
        return event;
    }

    private static NamespaceEvent appeared(String name) {
        return new NamespaceEvent(NamespaceEvent.Kind.APPEARED, TrackNamespace.of("live", name));
    }

    @Test
    void aTrackThatIsBroughtIsFound() throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession publisher = stage.connect(MoqDraft.DRAFT_14);
            TrackPublisher track = await(publisher.offer(publisher.register(TRACK, bare())));
            BlockingQueue<MoqObject> one =
                    read(await(stage.connect(MoqDraft.DRAFT_14).subscribe(TRACK)));
            BlockingQueue<MoqObject> other =
                    read(await(stage.connect(MoqDraft.DRAFT_07).subscribe(TRACK)));

            track.nextGroup().write("brought");

            assertThat(next(one).text()).isEqualTo("brought");
            assertThat(next(other).text()).isEqualTo("brought");
            assertThat(track.subscribers()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whoComesBackIsWatchedOnWithoutAnybodyAskingAgain(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession former = stage.connect(from);
            TrackPublisher left = await(former.publish(TRACK, bare()));
            Subscription subscription = await(stage.connect(to).subscribe(TRACK));
            BlockingQueue<MoqObject> objects = read(subscription);
            left.group(5).write("before");
            next(objects);

            TrackPublisher back = await(stage.connect(from).publish(TRACK, bare()));
            awaitSubscribers(back, 1);
            back.group(6).write("after");

            assertThat(next(objects).text()).isEqualTo("after");
            former.abort(SessionError.INTERNAL_ERROR, "gone at last");
            stage.awaitStats(stats -> stats.sessions() == 2);
            back.group(7).write("and on");
            assertThat(next(objects).text()).isEqualTo("and on");
            RelayStats stats = await(stage.relay().stats());
            assertThat(stats.namespaces()).isEqualTo(1);
            assertThat(stats.tracks()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whereWhoComesBackBeginsAnewWhoWatchesIsToAskAgain(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            TrackPublisher left = await(stage.connect(from).publish(TRACK, bare()));
            MoqSession viewer = stage.connect(to);
            Subscription subscription = await(viewer.subscribe(TRACK));
            BlockingQueue<MoqObject> objects = read(subscription);
            left.group(5).write("before");
            next(objects);

            TrackPublisher back = await(stage.connect(from).publish(TRACK, bare()));
            awaitSubscribers(back, 1);
            back.group(0).write("anew");
            assertThat(await(subscription.ended()).status()).isEqualTo(DoneStatus.GOING_AWAY);

            BlockingQueue<MoqObject> again = read(await(viewer.subscribe(TRACK)));
            if (to.equals(MoqDraft.DRAFT_07)) { // which joins at the group's beginning
                assertThat(next(again).text()).isEqualTo("anew");
            }
            back.group(1).write("asked again");
            assertThat(next(again).text()).isEqualTo("asked again");
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whereWhoComesBackIsBehindWhoWatchesIsToAskAgain(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            TrackPublisher left = await(stage.connect(from).publish(TRACK, bare()));
            Subscription subscription = await(stage.connect(to).subscribe(TRACK));
            BlockingQueue<MoqObject> objects = read(subscription);
            left.group(5).write("before");
            next(objects);

            MoqSession next = stage.connect(from);
            next.register(TRACK, bare()).group(4).write("behind");
            await(next.publishNamespace(NAMESPACE));

            assertThat(await(subscription.ended()).status()).isEqualTo(DoneStatus.GOING_AWAY);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drafts")
    void aTrackThatIsBroughtAgainIsWatchedOn(MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession former = stage.connect(MoqDraft.DRAFT_14);
            TrackPublisher left = await(former.offer(former.register(TRACK, bare())));
            MoqSession viewer = stage.connect(to);
            Subscription subscription = await(viewer.subscribe(TRACK));
            BlockingQueue<MoqObject> objects = read(subscription);
            left.group(5).write("before");
            next(objects);

            MoqSession next = stage.connect(MoqDraft.DRAFT_14);
            TrackPublisher back = next.register(TRACK, bare());
            back.group(5).write("before");
            await(next.offer(back));
            back.group(6).write("after");
            assertThat(next(objects).text()).isEqualTo("after");

            MoqSession third = stage.connect(MoqDraft.DRAFT_14);
            TrackPublisher anew = await(third.offer(third.register(TRACK, bare())));
            assertThat(await(subscription.ended()).status()).isEqualTo(DoneStatus.GOING_AWAY);
            BlockingQueue<MoqObject> again = read(await(viewer.subscribe(TRACK)));
            anew.group(0).write("anew");
            assertThat(next(again).text()).isEqualTo("anew");
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void aLostPublisherIsReported(MoqDraft from, MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession publisher = stage.connect(from);
            await(publisher.publish(TRACK, bare()));
            Subscription subscription = await(stage.connect(to).subscribe(TRACK));

            publisher.abort(SessionError.INTERNAL_ERROR, "gone");

            assertThat(await(subscription.ended()).status()).isEqualTo(DoneStatus.INTERNAL_ERROR);
            stage.awaitStats(stats -> stats.namespaces() == 0 && stats.tracks() == 0 && stats.sessions() == 1);
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void nobodyDoesWhatIsNotPermitted(MoqDraft from, MoqDraft to) throws Exception {
        RelayAuthorizer rule = RelayAuthorizer.denyAll()
                .or(request -> CompletableFuture.supplyAsync(() -> {
                    boolean allowed = request.kind() == AccessRequest.Kind.CONNECT
                            || request.namespace()
                                    .filter(name -> name.startsWith(TrackNamespace.of("open")))
                                    .isPresent();
                    return allowed ? AccessDecision.allow() : AccessDecision.deny("not yours");
                }));
        try (RelayStage stage = RelayStage.open(builder -> builder.authorizer(rule))) {
            FullTrackName open = FullTrackName.of("open", "track");
            TrackPublisher track = await(stage.connect(from).publish(open, bare()));
            MoqSession viewer = stage.connect(to);

            assertThat(awaitFailure(stage.connect(from).publish(TRACK, bare()))).hasMessageContaining("not yours");
            assertThat(awaitFailure(viewer.subscribe(TRACK)))
                    .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                            .contains(RequestError.UNAUTHORIZED));
            BlockingQueue<MoqObject> objects = read(await(viewer.subscribe(open)));
            track.nextGroup().write("permitted");
            assertThat(next(objects).text()).isEqualTo("permitted");
            assertThat(await(stage.relay().stats()).refused()).isEqualTo(2);
        }
    }

    @Test
    void nobodyBringsWhatIsNotPermitted() throws Exception {
        RelayAuthorizer rule = request -> CompletableFuture.completedFuture(
                request.kind() == AccessRequest.Kind.PUBLISH
                        ? AccessDecision.deny("not yours")
                        : AccessDecision.allow());
        try (RelayStage stage = RelayStage.open(builder -> builder.authorizer(rule))) {
            MoqSession publisher = stage.connect(MoqDraft.DRAFT_14);

            assertThat(awaitFailure(publisher.offer(publisher.register(TRACK, bare()))))
                    .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                            .contains(RequestError.UNAUTHORIZED));
            assertThat(await(stage.relay().stats()).tracks()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drafts")
    void aPublisherMayWatchItself(MoqDraft draft) throws Exception {
        try (RelayStage stage = RelayStage.open()) {
            MoqSession session = stage.connect(draft);
            TrackPublisher track = await(session.publish(TRACK, bare()));
            BlockingQueue<MoqObject> objects = read(await(session.subscribe(TRACK)));

            track.nextGroup().write("seen by its publisher");

            assertThat(next(objects).text()).isEqualTo("seen by its publisher");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drafts")
    void whoMayNotBeHereIsSentAway(MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open(builder -> builder.authorizer(RelayAuthorizer.denyAll()))) {
            assertThat(awaitFailure(stage.connect(to).closed())).hasMessageContaining("not permitted here");
            stage.awaitStats(stats -> stats.sessions() == 0 && stats.refused() == 1);
        }
    }

    @Test
    void limitsHold() throws Exception {
        RelayLimits few = RelayLimits.defaults()
                .withMaxNamespaces(1)
                .withMaxTracks(1)
                .withMaxSessions(2)
                .withMaxPerSession(1, 1);
        try (RelayStage stage = RelayStage.open(builder -> builder.limits(few))) {
            MoqSession publisher = stage.connect(SOME);
            await(publisher.publish(TRACK, bare()));
            publisher.register(FullTrackName.of("live", "cam", "audio"), bare());
            MoqSession viewer = stage.connect(SOME);

            assertThat(awaitFailure(publisher.publishNamespace(TrackNamespace.of("more"))))
                    .hasMessageContaining("as many namespaces");
            await(viewer.subscribe(TRACK));
            assertThat(awaitFailure(viewer.subscribe(FullTrackName.of("live", "cam", "audio"))))
                    .hasMessageContaining("as many tracks");
            await(viewer.subscribeNamespace(TrackNamespace.of("a")));
            assertThat(awaitFailure(viewer.subscribeNamespace(TrackNamespace.of("b"))))
                    .hasMessageContaining("as many prefixes");
            assertThat(awaitFailure(stage.connect(SOME).closed())).hasMessageContaining("no more sessions");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drafts")
    void whoIsTooFarBehindMayBeCutOff(MoqDraft to) throws Exception {
        try (RelayStage stage =
                RelayStage.open(builder -> builder.maxQueuedBytes(3_000_000).slowSubscriber(SlowSubscriber.END))) {
            TrackPublisher track = await(stage.connect(SOME).publish(TRACK, bare()));
            Subscription quick = await(stage.connect(SOME).subscribe(TRACK));
            BlockingQueue<MoqObject> objects = read(quick);
            Subscription slow = await(stage.connect(to).subscribe(TRACK)); // which nobody reads
            for (int g = 0; g < 100 && await(stage.relay().stats()).subscriptionsCutOff() == 0; g++) {
                try (GroupWriter group = track.nextGroup()) {
                    await(group.write(new byte[1_000_000]));
                }
                next(objects);
            }

            stage.awaitStats(stats -> stats.subscriptionsCutOff() == 1 && stats.subscriptions() == 1);
            assertThat(quick.ended()).isNotDone();
            read(slow); // it is told once it takes what it has
            assertThat(await(slow.ended()).status())
                    .isEqualTo(to.equals(MoqDraft.DRAFT_14) ? DoneStatus.TOO_FAR_BEHIND : DoneStatus.INTERNAL_ERROR);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drafts")
    void sessionsAreToldToLeaveBeforeItEnds(MoqDraft to) throws Exception {
        try (RelayStage stage = RelayStage.open(builder -> builder.goawayTimeout(Duration.ofSeconds(10)))) {
            CompletableFuture<MoqSession> told = new CompletableFuture<>();
            MoqSession staying = stage.connect(to, new SessionListener() {
                @Override
                public void onGoaway(MoqSession session, String newUri) {
                    told.complete(session);
                }
            });

            CompletableFuture<Void> ended = stage.relay().shutdown();

            assertThat(await(told)).isSameAs(staying);
            assertThat(ended).isNotDone();
            staying.shutdown();
            await(ended);
        }
    }
}
