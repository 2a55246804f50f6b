package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.CacheOptions;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.FetchWriter;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.RangeRequest;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** What a fetch is answered with, from a cache that has dropped things and from elsewhere (draft-14, section 9.16). */
class FetchServingTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final TrackOptions KEEPS_TWO = TrackOptions.defaults().withCache(CacheOptions.of(2, 1 << 20));
    private static final LocationRange ALL = LocationRange.throughGroup(Location.ZERO, 9);

    private static TrackPublisher groups(SessionPair pair, TrackOptions options, int groups) {
        TrackPublisher track = pair.server().register(TRACK, options);
        for (int g = 0; g < groups; g++) {
            try (GroupWriter group = track.nextGroup()) {
                group.write(g + "a");
                group.write(g + "b");
            }
        }
        pair.run();
        return track;
    }

    private static List<MoqObject> all(SessionPair pair, Fetch fetch) {
        List<MoqObject> objects = new ArrayList<>();
        CompletableFuture<Void> done = fetch.forEach(objects::add);
        pair.await(done.thenApply(nothing -> true));
        return objects;
    }

    private static List<String> texts(SessionPair pair, Fetch fetch) {
        return all(pair, fetch).stream().map(MoqObject::text).toList();
    }

    /** The error that the peer named; draft-07 has no numbers for those of a fetch, and names them in the reason. */
    private static void assertRefused(
            SessionPair pair, CompletableFuture<Fetch> fetch, RequestError error, String in07) {
        Throwable failure = pair.awaitFailure(fetch);
        assertThat(failure).isInstanceOfSatisfying(MoqRequestException.class, refused -> {
            if (pair.client().draft().equals(MoqDraft.DRAFT_14)) {
                assertThat(refused.error()).contains(error);
            } else {
                assertThat(refused).hasMessageContaining(in07);
            }
        });
    }

    @EachDraft
    void whatTheCacheHasDroppedIsNotSaidNotToExist(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        groups(pair, KEEPS_TWO, 4);

        CompletableFuture<Fetch> fetch = pair.client().fetch(TRACK, ALL);

        if (draft.equals(MoqDraft.DRAFT_07)) { // where what is left out is not available
            assertThat(texts(pair, pair.await(fetch))).containsExactly("2a", "2b", "3a", "3b");
        } else {
            assertRefused(pair, fetch, RequestError.UNKNOWN_STATUS_IN_RANGE, "");
        }
    }

    @EachDraft
    void whatIsKeptIsServedWhole(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = groups(pair, KEEPS_TWO, 4);

        Fetch fetch = pair.await(pair.client().fetch(TRACK, LocationRange.throughGroup(new Location(2, 1), 3)));
        assertThat(texts(pair, fetch)).containsExactly("2b", "3a", "3b");
        assertThat(fetch.end()).isEqualTo(new Location(3, 1));
        assertThat(fetch.endOfTrack()).isFalse();
        track.nextGroup().write("4a");
        pair.run();
        Fetch partly = pair.await(pair.client().fetch(TRACK, LocationRange.throughGroup(new Location(3, 0), 3)));

        assertThat(texts(pair, partly)).containsExactly("3a", "3b");
        assertThat(partly.end()).isEqualTo(new Location(3, Location.MAX_ID));
    }

    @EachDraft
    void rangeWithoutObjectsIsRefused(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, KEEPS_TWO);
        LocationRange range = LocationRange.between(new Location(0, 3), new Location(0, 7));
        assertRefused(pair, pair.client().fetch(TRACK, range), RequestError.INVALID_RANGE, "No Objects");
        GroupWriter group = track.nextGroup();
        group.write("first");
        pair.run();
        assertRefused(pair, pair.client().fetch(TRACK, range), RequestError.INVALID_RANGE, "No Objects");
        group.write(10, ByteBuffer.wrap(new byte[1]), List.of());
        pair.run();

        assertRefused(pair, pair.client().fetch(TRACK, range), RequestError.NO_OBJECTS, "No Objects");
        assertRefused(
                pair,
                pair.client().fetch(FullTrackName.of("live", "other"), range),
                RequestError.TRACK_DOES_NOT_EXIST,
                "TRACK_DOES_NOT_EXIST");
    }

    @EachDraft
    void publishersOrderHoldsWhereTheSubscriberDoesNotMind(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        groups(pair, KEEPS_TWO.withGroupOrder(GroupOrder.DESCENDING), 2);

        Fetch fetch = pair.await(
                pair.client().fetch(TRACK, ALL, FetchOptions.defaults().withGroupOrder(GroupOrder.PUBLISHER_DEFAULT)));

        assertThat(fetch.groupOrder()).isEqualTo(GroupOrder.DESCENDING);
        assertThat(texts(pair, fetch)).containsExactly("1a", "1b", "0a", "0b");
    }

    @EachDraft
    void endOfTheTrackIsToldWithItsLastObject(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = groups(pair, KEEPS_TWO, 1);
        GroupWriter last = track.nextGroup();
        last.writeStatus(0, ObjectStatus.END_OF_TRACK, List.of());
        pair.run();

        Fetch before = pair.await(pair.client().fetch(TRACK, LocationRange.between(Location.ZERO, new Location(0, 1))));
        Fetch whole = pair.await(pair.client().fetch(TRACK, ALL));

        assertThat(before.endOfTrack()).isFalse();
        assertThat(texts(pair, before)).containsExactly("0a", "0b");
        assertThat(whole.endOfTrack()).isTrue();
        assertThat(whole.end()).isEqualTo(new Location(1, 0));
        assertThat(all(pair, whole))
                .extracting(object -> object.location() + " " + object.status())
                .containsExactly("0:0 NORMAL", "0:1 NORMAL", "1:0 END_OF_TRACK");
    }

    @EachDraft
    void endOfTheTrackIsNotToldWhileAnEarlierGroupIsOpen(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, KEEPS_TWO);
        GroupWriter open = track.nextGroup();
        open.write("0a");
        track.nextGroup().writeStatus(0, ObjectStatus.END_OF_TRACK, List.of());
        pair.run();

        assertThat(pair.await(pair.client().fetch(TRACK, ALL)).endOfTrack()).isFalse();
        open.close();
        pair.run();

        assertThat(pair.await(pair.client().fetch(TRACK, ALL)).endOfTrack()).isTrue();
    }

    @EachDraft
    void objectsOfSeveralSubgroupsComeByTheirIdsWithAllTheyHave(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, KEEPS_TWO);
        boolean headers = pair.client().supports(Feature.EXTENSION_HEADERS);
        List<ExtensionHeader> extensions = headers ? List.of(new ExtensionHeader.Numeric(0x40, 9)) : List.of();
        GroupWriter group = track.nextGroup();
        SubgroupWriter other = group.subgroup(5, 7);
        other.write(1, ByteBuffer.wrap("b".getBytes(StandardCharsets.UTF_8)), extensions);
        group.write(0, ByteBuffer.wrap("a".getBytes(StandardCharsets.UTF_8)), List.of());
        group.writeStatus(3, ObjectStatus.DOES_NOT_EXIST, List.of());
        other.write(8, ByteBuffer.wrap(new byte[0]), List.of());
        group.writeStatus(9, ObjectStatus.END_OF_GROUP, List.of());
        pair.run();

        List<MoqObject> fetched = all(pair, pair.await(pair.client().fetch(TRACK, ALL)));

        assertThat(fetched)
                .extracting(object -> object.subgroupId() + "/" + object.objectId() + " " + object.publisherPriority()
                        + " " + object.status() + " " + object.text())
                .containsExactly(
                        "0/0 128 NORMAL a",
                        "5/1 7 NORMAL b",
                        "0/3 128 DOES_NOT_EXIST ",
                        "5/8 7 NORMAL ",
                        "0/9 128 END_OF_GROUP ");
        assertThat(fetched.get(1).extensionHeaders()).isEqualTo(extensions);
    }

    @EachDraft
    void objectsOfDatagramsAreFetchedLikeOthers(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        groups(pair, KEEPS_TWO.withDelivery(TrackOptions.Delivery.DATAGRAM), 1);

        List<MoqObject> fetched = all(pair, pair.await(pair.client().fetch(TRACK, ALL)));

        assertThat(fetched).extracting(MoqObject::text).containsExactly("0a", "0b");
        assertThat(fetched).extracting(MoqObject::subgroupId).containsExactly(0L, 1L);
    }

    @EachDraft
    void whatTheDraftCannotCarryIsRefusedBeforeItBegins(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = groups(pair, KEEPS_TWO, 1);
        GroupWriter marked = track.nextGroup();
        marked.write(0, ByteBuffer.wrap(new byte[3]), List.of(new ExtensionHeader.Numeric(0x40, 9)));
        marked.close();
        pair.run();

        CompletableFuture<Fetch> fetch = pair.client().fetch(TRACK, ALL);

        if (pair.client().supports(Feature.EXTENSION_HEADERS)) {
            assertThat(all(pair, pair.await(fetch)).get(2).extensionHeaders()).hasSize(1);
        } else {
            assertRefused(
                    pair, fetch, RequestError.NOT_SUPPORTED, "NOT_SUPPORTED: objects of the range have extension");
        }
    }

    @EachDraft
    void sourceHearsWhatTheDraftCannotCarry(MoqDraft draft) {
        List<CompletableFuture<Void>> written = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onRangeRequest(RangeRequest request) {
                FetchWriter writer = request.accept(new Location(0, 1), false);
                written.add(writer.write(marked(0, 0)));
                written.add(writer.write(object(0, 1, "b")));
                writer.close();
            }
        });

        Fetch fetch = pair.await(pair.client().fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 0)));
        List<MoqObject> objects = all(pair, fetch);

        if (pair.client().supports(Feature.EXTENSION_HEADERS)) {
            assertThat(objects).extracting(MoqObject::objectId).containsExactly(0L, 1L);
        } else {
            assertThat(objects).extracting(MoqObject::objectId).containsExactly(1L);
            assertThat(pair.awaitFailure(written.get(0))).isInstanceOf(UnsupportedFeatureException.class);
        }
        pair.await(written.get(1).thenApply(nothing -> true));
    }

    @EachDraft(needs = Feature.JOINING_FETCH)
    void joiningFetchIsHeldToTheCacheToo(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = groups(pair, KEEPS_TWO, 3);
        Subscription subscription = pair.await(
                pair.client().subscribe(TRACK, SubscribeOptions.defaults().withFilter(SubscribeFilter.latestObject())));
        if (!pair.client().supports(Feature.JOINING_FETCH)) {
            assertThatThrownBy(() -> pair.client().fetchPreceding(subscription, 0, FetchOptions.defaults()))
                    .isInstanceOf(UnsupportedFeatureException.class);
            return;
        }
        track.nextGroup().write("not in the fetch");
        pair.run();
        // Now groups 2 and 3 are kept.
        Fetch current = pair.await(pair.client().fetchPreceding(subscription, 0, FetchOptions.defaults()));
        Fetch from = pair.await(pair.client().fetchPrecedingFrom(subscription, 2, FetchOptions.defaults()));

        assertThat(texts(pair, current)).containsExactly("2a", "2b");
        assertThat(texts(pair, from)).containsExactly("2a", "2b");
        assertRefused(
                pair,
                pair.client().fetchPreceding(subscription, 1, FetchOptions.defaults()),
                RequestError.UNKNOWN_STATUS_IN_RANGE,
                "");
        assertRefused(
                pair,
                pair.client().fetchPreceding(subscription, 99, FetchOptions.defaults()),
                RequestError.UNKNOWN_STATUS_IN_RANGE,
                "");
        assertRefused(
                pair,
                pair.client().fetchPrecedingFrom(subscription, 3, FetchOptions.defaults()),
                RequestError.INVALID_RANGE,
                "");
    }

    /** An object with an extension header. */
    private static MoqObject marked(long group, long id) {
        return MoqObject.of(
                group,
                0,
                id,
                128,
                ForwardingPreference.SUBGROUP,
                List.of(new ExtensionHeader.Numeric(0x40, 9)),
                new byte[3],
                0,
                3);
    }

    private static MoqObject object(long group, long id, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return MoqObject.of(group, 0, id, 128, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length);
    }

    @EachDraft
    void whatTheCacheLacksComesFromElsewhere(MoqDraft draft) {
        List<LocationRange> askedFor = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onRangeRequest(RangeRequest request) {
                request.acceptFromCacheOr(missing -> {
                    askedFor.add(missing.range());
                    try (FetchWriter writer = missing.accept(new Location(0, 1), false)) {
                        writer.write(object(0, 0, "stored"));
                        writer.write(object(0, 1, "stored too"));
                    }
                });
            }
        });
        groups(pair, KEEPS_TWO, 3);
        LocationRange old = LocationRange.between(Location.ZERO, new Location(0, 1));
        LocationRange kept = LocationRange.between(new Location(1, 0), new Location(2, 0));

        Fetch fromElsewhere = pair.await(pair.client().fetch(TRACK, old));
        Fetch fromCache = pair.await(pair.client().fetch(TRACK, kept));
        Fetch unknown = pair.await(pair.client().fetch(FullTrackName.of("on", "disk"), old));

        assertThat(texts(pair, fromElsewhere)).containsExactly("stored", "stored too");
        assertThat(texts(pair, fromCache)).containsExactly("1a", "1b", "2a");
        assertThat(texts(pair, unknown)).containsExactly("stored", "stored too");
        assertThat(askedFor).containsExactly(old, old);
    }

    @EachDraft
    void sourceThatThrowsHasTheRequestRefused(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onRangeRequest(RangeRequest request) {
                request.acceptFromCacheOr(missing -> {
                    throw new IllegalStateException("provoked by this test");
                });
            }
        });

        assertRefused(pair, pair.client().fetch(TRACK, ALL), RequestError.INTERNAL_ERROR, "INTERNAL_ERROR");
    }

    @EachDraft
    void sourceIsHeldToRangeAndOrder(MoqDraft draft) {
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onRangeRequest(RangeRequest request) {
                assertThat(request.groupOrder()).isEqualTo(GroupOrder.DESCENDING);
                try (FetchWriter writer = request.accept(new Location(7, 3), false)) {
                    writes.add(writer.write(object(7, 4, "beyond what is granted")));
                    writes.add(writer.write(object(7, 1, "good")));
                    writes.add(writer.write(object(7, 1, "twice")));
                    writes.add(writer.write(object(8, 0, "beyond it too")));
                    writes.add(writer.write(object(6, 0, "good too")));
                    writes.add(writer.write(object(7, 2, "wrong order")));
                    writes.add(writer.write(object(1, 0, "before the range")));
                }
            }
        });

        Fetch fetch = pair.await(pair.client()
                .fetch(
                        TRACK,
                        LocationRange.throughGroup(new Location(2, 0), 8),
                        FetchOptions.defaults().withGroupOrder(GroupOrder.DESCENDING)));

        assertThat(texts(pair, fetch)).containsExactly("good", "good too");
        assertThat(writes)
                .extracting(write -> write.handle((nothing, error) -> error instanceof IllegalArgumentException)
                        .join())
                .containsExactly(true, false, true, true, false, true, true);
    }
}
