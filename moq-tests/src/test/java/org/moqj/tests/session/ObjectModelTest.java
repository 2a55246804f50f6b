package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.SessionHandler;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackOptions.Delivery;
import org.moqj.core.TrackPublisher;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** Whatever shape a track has, its subscribers get it as it was written. */
class ObjectModelTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final int ROUNDS = 25;

    private static ByteBuffer payload(int size) {
        return ByteBuffer.wrap(new byte[size]);
    }

    /** Writes groups of any shape and remembers what it wrote. */
    private static final class AnyTrack {

        private final Random random;
        private final boolean headers;
        private final TrackPublisher track;
        private final List<String> written = new ArrayList<>();

        private AnyTrack(long seed, boolean headers, TrackPublisher track) {
            this.random = new Random(seed);
            this.headers = headers;
            this.track = track;
        }

        private void writeGroup(long groupId) {
            try (GroupWriter group = track.group(groupId)) {
                List<SubgroupWriter> subgroups = new ArrayList<>(List.of(group));
                for (int i = random.nextInt(3); i > 0; i--) {
                    subgroups.add(group.subgroup(i * 7L + random.nextInt(5), random.nextInt(256)));
                }
                long id = random.nextInt(3);
                for (int i = random.nextInt(8); i >= 0; i--) {
                    writeObject(subgroups.get(random.nextInt(subgroups.size())), id);
                    id += 1 + (random.nextInt(4) == 0 ? random.nextInt(100_000) : 0);
                }
                if (random.nextBoolean()) {
                    group.writeStatus(id, ObjectStatus.END_OF_GROUP, extensions());
                    note(groupId, 0, id, ObjectStatus.END_OF_GROUP, 0);
                }
            }
        }

        private void writeObject(SubgroupWriter subgroup, long id) {
            if (random.nextInt(6) == 0) {
                subgroup.writeStatus(id, ObjectStatus.DOES_NOT_EXIST, List.of());
                note(subgroup.groupId(), subgroup.subgroupId(), id, ObjectStatus.DOES_NOT_EXIST, 0);
            } else {
                int size = random.nextInt(3) == 0 ? 0 : random.nextInt(3000);
                subgroup.write(id, payload(size), extensions());
                note(subgroup.groupId(), subgroup.subgroupId(), id, ObjectStatus.NORMAL, size);
            }
        }

        private List<ExtensionHeader> extensions() {
            if (!headers || random.nextBoolean()) {
                return List.of();
            }
            return List.of(
                    new ExtensionHeader.Numeric(0x40 + 2L * random.nextInt(9), random.nextInt(1 << 20)),
                    new ExtensionHeader.Binary(0x41, ByteString.of("x".repeat(random.nextInt(9)))));
        }

        private void note(long group, long subgroup, long id, ObjectStatus status, int size) {
            written.add(group + "/" + subgroup + "/" + id + " " + status + " " + size);
        }
    }

    private static String describe(MoqObject object) {
        return object.groupId() + "/" + object.subgroupId() + "/" + object.objectId() + " " + object.status() + " "
                + object.payloadSize();
    }

    @EachDraft
    void carriesGroupsOfAnyShape(MoqDraft draft) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Conditions conditions = Conditions.GENEROUS
                    .withStreamWindow(2000)
                    .withMaxUniStreams(3)
                    .withChunk(1 + seed * 37);
            SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), conditions);
            TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
            Subscription subscription = pair.await(pair.client().subscribe(TRACK));
            List<MoqObject> objects = pair.collect(subscription);
            AnyTrack any = new AnyTrack(seed, pair.client().supports(Feature.EXTENSION_HEADERS), track);

            long group = seed;
            for (int g = 0; g < 6; g++) {
                any.writeGroup(group);
                group += 1 + any.random.nextInt(3) * 1000L;
                if (any.random.nextBoolean()) {
                    pair.run();
                }
            }
            track.finish();
            pair.run();

            assertThat(objects)
                    .as("seed %s", seed)
                    .extracting(ObjectModelTest::describe)
                    .containsExactlyInAnyOrderElementsOf(any.written);
            assertThat(subscription.ended())
                    .isCompletedWithValueMatching(end -> end.status() == DoneStatus.TRACK_ENDED);
            assertThat(subscription.stats().streamsMalformed()).isZero();
        }
    }

    @EachDraft
    void datagramsCarryMarkers(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track =
                pair.server().register(TRACK, TrackOptions.defaults().withDelivery(Delivery.DATAGRAM));
        boolean headers = pair.client().supports(Feature.EXTENSION_HEADERS);
        List<ExtensionHeader> extensions = headers ? List.of(new ExtensionHeader.Numeric(0x40, 9)) : List.of();
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);

        GroupWriter group = track.group(4);
        group.write(0, payload(0), List.of());
        group.write(2, payload(5), extensions);
        group.writeStatus(3, ObjectStatus.DOES_NOT_EXIST, List.of());
        group.writeStatus(9, ObjectStatus.END_OF_GROUP, extensions);
        group.close();
        GroupWriter last = track.group(6);
        last.writeStatus(0, ObjectStatus.END_OF_TRACK, List.of());
        last.close();
        track.finish();
        pair.advance(Duration.ofSeconds(2));

        assertThat(objects)
                .extracting(ObjectModelTest::describe)
                .containsExactly(
                        "4/0/0 NORMAL 0",
                        "4/2/2 NORMAL 5",
                        "4/3/3 DOES_NOT_EXIST 0",
                        "4/9/9 END_OF_GROUP 0",
                        "6/0/0 END_OF_TRACK 0");
        assertThat(objects.get(1).extensionHeaders()).isEqualTo(extensions);
        assertThat(objects.get(3).extensionHeaders()).isEqualTo(extensions);
        assertThat(subscription.ended()).isCompletedWithValueMatching(end -> end.status() == DoneStatus.TRACK_ENDED);
    }

    @EachDraft
    void endOfASubgroupIsSaidWhereTheDraftHasIt(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);

        GroupWriter group = track.nextGroup();
        group.write("x");
        group.writeStatus(1, ObjectStatus.END_OF_SUBGROUP, List.of());
        group.close();
        track.finish();
        pair.run();

        List<String> seen = objects.stream().map(ObjectModelTest::describe).toList();
        if (draft.equals(MoqDraft.DRAFT_07)) {
            assertThat(seen).containsExactly("0/0/0 NORMAL 1", "0/0/1 END_OF_SUBGROUP 0");
        } else { // the end of the stream says it
            assertThat(seen).containsExactly("0/0/0 NORMAL 1");
        }
        assertThat(subscription.ended()).isCompletedWithValueMatching(end -> end.status() == DoneStatus.TRACK_ENDED);
    }

    @EachDraft(needs = Feature.FORWARD)
    void forwardingIsSwitchedOnAndOffWithinAGroup(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);
        if (!pair.client().supports(Feature.FORWARD)) {
            assertThatThrownBy(
                            () -> subscription.update(SubscriptionChange.none().withForward(false)))
                    .isInstanceOf(UnsupportedFeatureException.class);
            return;
        }
        GroupWriter group = track.nextGroup();
        group.write("a");
        pair.run();

        subscription.update(SubscriptionChange.none().withForward(false));
        pair.run();
        group.write("b");
        pair.run();
        subscription.update(SubscriptionChange.none().withForward(true));
        pair.run();
        group.write("c");
        group.close();
        track.nextGroup().write("d");
        pair.advance(Duration.ofSeconds(1));

        assertThat(objects).extracting(MoqObject::text).containsExactly("a", "c", "d");
        assertThat(subscription.stats().streamsReset())
                .as("an end would say that b is not there")
                .isOne();
    }

    @EachDraft(needs = Feature.PUBLISH)
    void offeredTrackIsForwardedWhenTheSubscriberWantsIt(MoqDraft draft) {
        List<Subscription> subscriptions = new ArrayList<>();
        List<MoqObject> objects = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onPublish(TrackOffer offer) {
                offer.accept(SubscribeOptions.defaults().withForward(false)).thenAccept(subscription -> {
                    subscriptions.add(subscription);
                    subscription.forEach(objects::add);
                });
            }
        });
        TrackPublisher track = pair.client().register(TRACK, TrackOptions.defaults());
        if (!pair.client().supports(Feature.PUBLISH)) {
            assertThatThrownBy(() -> pair.client().offer(track)).isInstanceOf(UnsupportedFeatureException.class);
            return;
        }
        pair.await(pair.client().offer(track));
        track.nextGroup().write("not yet");
        pair.run();
        assertThat(objects).isEmpty();

        subscriptions.get(0).update(SubscriptionChange.none().withForward(true));
        pair.run();
        track.nextGroup().write("now");
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("now");
    }
}
