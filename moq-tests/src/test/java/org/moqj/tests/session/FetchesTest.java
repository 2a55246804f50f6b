package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.CacheOptions;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.FetchWriter;
import org.moqj.core.GroupWriter;
import org.moqj.core.Limits;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqStreamException;
import org.moqj.core.RangeRequest;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** Objects of the past, from the cache and from elsewhere (draft-14, section 9.16; draft-07, section 6.7). */
@DisplayName("Fetches")
class FetchesTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final LocationRange FIRST_GROUPS = LocationRange.throughGroup(Location.ZERO, 9);

    private static SessionHandler serving(Consumer<RangeRequest> answer) {
        return new SessionHandler() {
            @Override
            public void onRangeRequest(RangeRequest request) {
                answer.accept(request);
            }
        };
    }

    private static MoqObject object(long group, long subgroup, long object, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return MoqObject.of(
                group, subgroup, object, 7, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length);
    }

    private static void write(SessionPair pair, TrackPublisher track, int groups) {
        for (int g = 0; g < groups; g++) {
            try (GroupWriter group = track.nextGroup()) {
                group.write(group.groupId() + "a");
            }
        }
        pair.run();
    }

    private static List<String> texts(SessionPair pair, Fetch fetch) {
        return Pulled.everything(pair, fetch.objects()).items().stream()
                .map(MoqObject::text)
                .toList();
    }

    @EachDraft
    void fetchedObjectsKeepEverything(MoqDraft draft) {
        List<MoqObject> old = List.of(
                object(3, 0, 1, "a"),
                object(3, 5, 4, "after a gap"),
                MoqObject.ofStatus(3, 5, 5, 7, ForwardingPreference.SUBGROUP, List.of(), ObjectStatus.DOES_NOT_EXIST),
                object(3, 0, 6, ""),
                MoqObject.ofStatus(3, 0, 7, 7, ForwardingPreference.SUBGROUP, List.of(), ObjectStatus.END_OF_GROUP),
                object(8, 2, 0, "another group"));
        SessionPair pair = SessionPair.connect(draft, serving(request -> {
            FetchWriter writer = request.accept(new Location(8, 0), false);
            old.forEach(writer::write);
            writer.close();
        }));

        Fetch fetch = pair.await(pair.client().fetch(TRACK, FIRST_GROUPS));
        Pulled<MoqObject> fetched = Pulled.everything(pair, fetch.objects());

        assertThat(fetched.items())
                .usingRecursiveComparison()
                .ignoringFields("payload", "offset")
                .isEqualTo(old);
        assertThat(fetched.items())
                .extracting(MoqObject::text)
                .containsExactly("a", "after a gap", "", "", "", "another group");
        assertThat(fetched.isCompleted()).isTrue();
        assertThat(fetch.end()).isEqualTo(new Location(8, 0));
    }

    @EachDraft
    void theRequestTellsWhatIsWanted(MoqDraft draft) {
        List<RangeRequest> requests = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, serving(requests::add));
        LocationRange range = LocationRange.between(new Location(2, 3), new Location(4, 5));

        pair.client().fetch(TRACK, range, FetchOptions.defaults().withGroupOrder(GroupOrder.DESCENDING));
        pair.run();

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.track()).isEqualTo(TRACK);
            assertThat(request.range()).isEqualTo(range);
            assertThat(request.groupOrder()).isEqualTo(GroupOrder.DESCENDING);
        });
    }

    @EachDraft
    void theEndOfTheTrackIsTold(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, serving(request -> {
            FetchWriter writer = request.accept(Location.ZERO, true);
            writer.write(object(0, 0, 0, "all there is"));
            writer.close();
        }));

        Fetch fetch = pair.await(pair.client().fetch(TRACK, FIRST_GROUPS));

        assertThat(fetch.endOfTrack()).isTrue();
        assertThat(fetch.end()).isEqualTo(Location.ZERO);
        assertThat(texts(pair, fetch)).containsExactly("all there is");
    }

    @EachDraft
    void aFetchIsRefusedWithAReason(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(
                draft, serving(request -> request.refuse(Refusal.of(RequestError.UNAUTHORIZED, "members only"))));

        CompletableFuture<Fetch> fetch = pair.client().fetch(TRACK, FIRST_GROUPS);

        assertThat(pair.awaitFailure(fetch)).hasMessageContaining("members only");
        Refused.asFarAsKnown(pair, RequestError.UNAUTHORIZED, fetch);
    }

    @EachDraft
    void aFetchOfATrackOfNobodyIsRefused(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());

        Refused.asFarAsKnown(
                pair, RequestError.TRACK_DOES_NOT_EXIST, pair.client().fetch(TRACK, FIRST_GROUPS));
    }

    @EachDraft
    void aFetchOfWhatIsNotKeptIsRefused(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track =
                pair.server().register(TRACK, TrackOptions.defaults().withCache(CacheOptions.none()));
        write(pair, track, 3);

        Refused.asFarAsKnown(
                pair, RequestError.UNKNOWN_STATUS_IN_RANGE, pair.client().fetch(TRACK, FIRST_GROUPS));
    }

    @EachDraft
    void aFetchAheadOfTheTrackIsRefused(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        write(pair, pair.server().register(TRACK, TrackOptions.defaults()), 3);

        Refused.asFarAsKnown(
                pair,
                RequestError.INVALID_RANGE,
                pair.client().fetch(TRACK, LocationRange.throughGroup(new Location(7, 0), 9)));
    }

    @EachDraft
    void theCacheKeepsTheNewestGroups(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track =
                pair.server().register(TRACK, TrackOptions.defaults().withCache(CacheOptions.of(2, 1 << 20)));
        write(pair, track, 5);

        assertThat(texts(
                        pair,
                        pair.await(pair.client().fetch(TRACK, LocationRange.throughGroup(new Location(3, 0), 4)))))
                .containsExactly("3a", "4a");
    }

    @EachDraft
    void theCacheForgetsGroupsByTheirAge(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        CacheOptions aMinute = new CacheOptions(100, 1 << 20, Duration.ofMinutes(1));
        TrackPublisher track =
                pair.server().register(TRACK, TrackOptions.defaults().withCache(aMinute));
        write(pair, track, 1);
        pair.advance(Duration.ofSeconds(50));
        write(pair, track, 1);
        pair.advance(Duration.ofSeconds(20));

        assertThat(texts(
                        pair,
                        pair.await(pair.client().fetch(TRACK, LocationRange.throughGroup(new Location(1, 0), 1)))))
                .containsExactly("1a");
        Refused.asFarAsKnown(
                pair,
                RequestError.UNKNOWN_STATUS_IN_RANGE,
                pair.client().fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 0)));
    }

    @EachDraft
    void aFetchNeedsAnEnd(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());

        assertThatThrownBy(() -> pair.client().fetch(TRACK, LocationRange.from(Location.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end");
    }

    @EachDraft
    void aFetchThatEndsBeforeItStartsIsNotMade(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        assertThatThrownBy(
                        () -> pair.client().fetch(TRACK, LocationRange.between(new Location(5, 1), new Location(4, 0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @EachDraft
    void aSlowReaderOfAFetchHoldsItsWriterBack(MoqDraft draft) {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        SessionHandler source = serving(request -> {
            FetchWriter writer = request.accept(new Location(0, 99), false);
            for (int o = 0; o < 100; o++) {
                writes.add(writer.write(object(0, 0, o, "x".repeat(1000))));
            }
            writer.close();
        });
        SessionPair pair = SessionPair.connect(
                draft,
                SessionOptions.builder()
                        .limits(Limits.defaults().withMaxQueued(5, 5000))
                        .build(),
                SessionOptions.builder().handler(source).build(),
                Conditions.GENEROUS.withStreamWindow(5000));

        Fetch fetch = pair.await(pair.client().fetch(TRACK, FIRST_GROUPS));
        Pulled<MoqObject> slow = Pulled.nothingYet(fetch.objects());
        slow.ask(pair, 1);
        assertThat(slow.items()).hasSize(1);
        assertThat(writes).anyMatch(written -> !written.isDone());

        slow.ask(pair, Long.MAX_VALUE);

        assertThat(slow.items()).hasSize(100);
        assertThat(slow.isCompleted()).isTrue();
        assertThat(writes).allMatch(CompletableFuture::isDone);
    }

    @EachDraft
    void aCancelledFetchStopsItsWriter(MoqDraft draft) {
        List<FetchWriter> writers = new ArrayList<>();
        SessionPair pair = SessionPair.connect(
                draft,
                serving(request -> {
                    FetchWriter writer = request.accept(new Location(0, 99), false);
                    writers.add(writer);
                    for (int o = 0; o < 50; o++) {
                        writer.write(object(0, 0, o, "x".repeat(1000)));
                    }
                }),
                Conditions.GENEROUS.withStreamWindow(5000));
        Fetch fetch = pair.await(pair.client().fetch(TRACK, FIRST_GROUPS));
        Pulled<MoqObject> reader = Pulled.nothingYet(fetch.objects());
        reader.ask(pair, 2);

        fetch.close();
        pair.run();

        assertThat(reader.items()).hasSize(2);
        assertThat(pair.awaitFailure(writers.get(0).write(object(0, 0, 50, "too late"))))
                .isInstanceOf(MoqStreamException.class);
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void aFetchThatBreaksOffFailsAndEndsNothingElse(MoqDraft draft) {
        List<FetchWriter> writers = new ArrayList<>();
        SessionPair pair =
                SessionPair.connect(draft, serving(request -> writers.add(request.accept(new Location(0, 9), false))));
        Fetch fetch = pair.await(pair.client().fetch(TRACK, FIRST_GROUPS));
        Pulled<MoqObject> reader = Pulled.everything(pair, fetch.objects());
        writers.get(0).write(object(0, 0, 0, "before the break"));
        writers.get(0).write(object(0, 0, 1, "kept until the next or the end"));
        pair.run();

        writers.get(0).reset();
        pair.run();

        assertThat(reader.items()).extracting(MoqObject::text).containsExactly("before the break");
        assertThat(reader.error()).isInstanceOf(MoqStreamException.class);
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft(needs = Feature.JOINING_FETCH)
    void onlyASubscriptionToTheLatestObjectIsJoined(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        write(pair, pair.server().register(TRACK, TrackOptions.defaults()), 3);
        Subscription subscription = pair.await(pair.client()
                .subscribe(TRACK, SubscribeOptions.defaults().withFilter(SubscribeFilter.from(new Location(9, 0)))));
        if (Lacking.lacks(pair.client(), Feature.JOINING_FETCH, () -> pair.client()
                .fetchPreceding(subscription, 0, FetchOptions.defaults()))) {
            return;
        }

        Refused.asFarAsKnown(
                pair,
                RequestError.INVALID_JOINING_REQUEST_ID,
                pair.client().fetchPreceding(subscription, 0, FetchOptions.defaults()));
    }

    @EachDraft(needs = Feature.JOINING_FETCH)
    void aTrackWithoutObjectsHasNothingToJoin(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(
                pair.client().subscribe(TRACK, SubscribeOptions.defaults().withFilter(SubscribeFilter.latestObject())));
        if (Lacking.lacks(pair.client(), Feature.JOINING_FETCH, () -> pair.client()
                .fetchPreceding(subscription, 0, FetchOptions.defaults()))) {
            return;
        }

        Refused.asFarAsKnown(
                pair,
                RequestError.INVALID_RANGE,
                pair.client().fetchPreceding(subscription, 0, FetchOptions.defaults()));
    }
}
