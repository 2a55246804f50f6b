package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.Limits;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqGroup;
import org.moqj.core.SessionError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** What objects carry, and what becomes of streams and datagrams (draft-14, section 10; draft-07, section 7). */
@DisplayName("Objects, streams and datagrams")
class ObjectsTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final TrackOptions DATAGRAMS = TrackOptions.defaults().withDelivery(TrackOptions.Delivery.DATAGRAM);

    private static List<String> lines(List<MoqObject> objects) {
        return objects.stream()
                .map(object -> object.groupId() + "/" + object.subgroupId() + "/" + object.objectId() + " "
                        + object.status() + " " + object.payloadSize())
                .toList();
    }

    @EachDraft(needs = Feature.EXTENSION_HEADERS)
    void extensionHeadersArriveAsTheyWereWritten(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);
        List<ExtensionHeader> headers = List.of(
                new ExtensionHeader.Binary(0x41, ByteString.copyOf(new byte[] {0, (byte) 0xff})),
                new ExtensionHeader.Numeric(0x40, 5),
                new ExtensionHeader.Numeric(0x40, 5));

        track.nextGroup().write(ByteBuffer.wrap(new byte[] {1}), headers);
        pair.run();

        if (pair.server().supports(Feature.EXTENSION_HEADERS)) {
            assertThat(objects)
                    .singleElement()
                    .extracting(MoqObject::extensionHeaders)
                    .isEqualTo(headers);
        } else { // the track goes on for others; this subscription would no longer be whole
            assertThat(objects).isEmpty();
            assertThat(subscription.ended())
                    .isCompletedWithValueMatching(end -> end.status() == DoneStatus.INTERNAL_ERROR
                            && end.reason().contains("EXTENSION_HEADERS is not supported by " + draft));
        }
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void markersSayWhatDoesNotExistAndWhatEnds(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

        try (GroupWriter group = track.nextGroup()) {
            group.write("object");
            group.writeStatus(1, ObjectStatus.DOES_NOT_EXIST, List.of());
            group.writeStatus(2, ObjectStatus.END_OF_GROUP, List.of());
        }
        pair.run();
        try (GroupWriter group = track.nextGroup()) {
            group.write("last");
            group.writeStatus(1, ObjectStatus.END_OF_TRACK, List.of());
        }
        pair.run();

        assertThat(lines(objects))
                .containsExactly(
                        "0/0/0 NORMAL 6",
                        "0/0/1 DOES_NOT_EXIST 0",
                        "0/0/2 END_OF_GROUP 0",
                        "1/0/0 NORMAL 4",
                        "1/0/1 END_OF_TRACK 0");
    }

    @EachDraft
    void datagramsCarryMarkersAndEmptyObjects(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, DATAGRAMS);
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

        GroupWriter group = track.nextGroup();
        group.write("");
        group.writeStatus(1, ObjectStatus.DOES_NOT_EXIST, List.of());
        group.write(5, ByteBuffer.wrap(new byte[100]), List.of());
        group.writeStatus(6, ObjectStatus.END_OF_GROUP, List.of());
        pair.run();

        assertThat(lines(objects))
                .containsExactly(
                        "0/0/0 NORMAL 0", "0/1/1 DOES_NOT_EXIST 0", "0/5/5 NORMAL 100", "0/6/6 END_OF_GROUP 0");
        assertThat(objects).extracting(MoqObject::forwardingPreference).containsOnly(ForwardingPreference.DATAGRAM);
    }

    @EachDraft
    void aDatagramThatDoesNotFitIsDroppedAndCounted(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, DATAGRAMS);
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

        GroupWriter group = track.nextGroup();
        group.write(new byte[5000]);
        group.write(new byte[500]);
        pair.run();

        assertThat(lines(objects)).containsExactly("0/1/1 NORMAL 500");
        assertThat(track.stats().objectsDropped()).isEqualTo(1);
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void aLargeObjectCrossesASmallWindow(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(
                draft,
                SessionHandler.refuseAll(),
                Conditions.GENEROUS.withStreamWindow(1000).withChunk(300));
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));
        byte[] large = new byte[300_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }

        try (GroupWriter group = track.nextGroup()) {
            group.write(large.clone());
            group.write("after it");
        }
        pair.run();

        assertThat(objects).hasSize(2);
        assertThat(objects.get(0).payloadBytes()).isEqualTo(large);
        assertThat(objects.get(1).text()).isEqualTo("after it");
    }

    @EachDraft
    void moreSubgroupsThanStreamsAllArrive(MoqDraft draft) {
        SessionPair pair =
                SessionPair.connect(draft, SessionHandler.refuseAll(), Conditions.GENEROUS.withMaxUniStreams(3));
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

        List<SubgroupWriter> subgroups = new ArrayList<>();
        GroupWriter group = track.nextGroup();
        for (int s = 1; s <= 20; s++) {
            subgroups.add(group.subgroup(s, 128));
        }
        for (int round = 0; round < 3; round++) {
            for (SubgroupWriter subgroup : subgroups) {
                subgroup.write("round " + round);
            }
            pair.run();
        }
        group.close();
        pair.run();

        assertThat(objects).hasSize(60);
        for (SubgroupWriter subgroup : subgroups) {
            assertThat(objects)
                    .filteredOn(object -> object.subgroupId() == subgroup.subgroupId())
                    .extracting(MoqObject::text)
                    .containsExactly("round 0", "round 1", "round 2");
        }
    }

    @EachDraft
    void groupsThatOvertakeEachOtherArePutInOrder(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        Pulled<MoqObject> inOrder = Pulled.everything(pair, subscription.inOrder(Duration.ofSeconds(5)));

        GroupWriter first = track.nextGroup();
        first.write("0a");
        pair.run();
        try (GroupWriter second = track.nextGroup()) {
            second.write("1a");
        }
        pair.run();
        first.write("0b");
        first.close();
        pair.run();
        GroupWriter third = track.nextGroup();
        third.write("2a");
        pair.run();

        assertThat(inOrder.items()).extracting(MoqObject::text).containsExactly("0a", "0b", "1a", "2a");
    }

    @EachDraft
    void aGroupThatComesTooLateIsLeftOutAndCounted(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        Pulled<MoqObject> inOrder = Pulled.everything(pair, subscription.inOrder(Duration.ofSeconds(5)));

        GroupWriter first = track.nextGroup();
        first.write("0a");
        pair.run();
        GroupWriter second = track.nextGroup();
        second.write("1a");
        pair.advance(Duration.ofSeconds(6));
        first.write("0b");
        pair.run();
        second.write("1b");
        pair.run();

        assertThat(inOrder.items()).extracting(MoqObject::text).containsExactly("0a", "1a", "1b");
        assertThat(subscription.stats().droppedLate()).isEqualTo(1);
    }

    @EachDraft
    void groupsComeAsUnits(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        Pulled<MoqGroup> groups = Pulled.everything(pair, subscription.groups(Duration.ofSeconds(5)));

        try (GroupWriter group = track.nextGroup();
                SubgroupWriter other = group.subgroup(1, 128)) {
            group.write(0, ByteBuffer.wrap(new byte[1]), List.of());
            other.write(1, ByteBuffer.wrap(new byte[2]), List.of());
            group.write(2, ByteBuffer.wrap(new byte[3]), List.of());
        }
        pair.run();
        GroupWriter broken = track.nextGroup();
        broken.write("only this");
        pair.run();
        broken.reset();
        pair.run();
        track.finish();
        pair.run();

        assertThat(groups.items()).extracting(MoqGroup::complete).containsExactly(true, false);
        assertThat(groups.items().get(0).objects())
                .extracting(MoqObject::payloadSize)
                .containsExactly(1, 2, 3);
        assertThat(groups.isCompleted()).isTrue();
    }

    @EachDraft
    void aPublisherThatLeavesInsideAnObjectLosesThatStreamAlone(MoqDraft draft) {
        SessionPair pair =
                SessionPair.connect(draft, SessionHandler.refuseAll(), Conditions.GENEROUS.withStreamWindow(1000));
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        Pulled<MoqObject> reader = Pulled.nothingYet(subscription.objects());
        pair.run();

        GroupWriter leaving = track.nextGroup();
        leaving.write(new byte[10]);
        for (int i = 0; i < 20; i++) {
            leaving.write(new byte[50_000]);
        }
        pair.run(); // nobody reads: most of this has not left
        leaving.reset();
        try (GroupWriter next = track.nextGroup()) {
            next.write("the next group");
        }
        reader.ask(pair, Long.MAX_VALUE);

        assertThat(reader.items()).last().extracting(MoqObject::text).isEqualTo("the next group");
        assertThat(reader.items()).extracting(MoqObject::payloadSize).containsAnyOf(10, 50_000);
        assertThat(reader.items()).extracting(MoqObject::payloadSize).containsOnly(10, 50_000, 14);
        assertThat(subscription.stats().streamsReset()).isEqualTo(1);
        assertThat(subscription.ended()).isNotDone();
    }

    @EachDraft
    void aSubscriberThatLeavesInsideAnObjectLeavesNothingBehind(MoqDraft draft) {
        SessionPair pair =
                SessionPair.connect(draft, SessionHandler.refuseAll(), Conditions.GENEROUS.withStreamWindow(1000));
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription leaving = pair.await(pair.client().subscribe(TRACK));
        Pulled<MoqObject> slow = Pulled.nothingYet(leaving.objects());
        GroupWriter group = track.nextGroup();
        for (int i = 0; i < 20; i++) {
            group.write(new byte[50_000]);
        }
        pair.run();

        leaving.close();
        pair.run();
        assertThat(track.subscribers()).isZero();
        assertThat(slow.items()).isEmpty();

        List<MoqObject> again = pair.collect(pair.await(pair.client().subscribe(TRACK)));
        group.close();
        try (GroupWriter next = track.nextGroup()) {
            next.write("for who came back");
        }
        pair.run();
        assertThat(again).last().extracting(MoqObject::text).isEqualTo("for who came back");
        pair.client().abort(SessionError.NO_ERROR, "");
        pair.advance(Duration.ofSeconds(5));
        assertThat(pair.transports.leakedBytes()).isZero();
    }

    @EachDraft
    void anObjectOverTheLimitEndsItsStreamAlone(MoqDraft draft) {
        SessionOptions small = SessionOptions.builder()
                .limits(Limits.defaults().withMaxObjectSize(1000))
                .build();
        SessionPair pair = SessionPair.connect(draft, small, SessionOptions.defaults(), Conditions.GENEROUS);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);

        try (GroupWriter group = track.nextGroup()) {
            group.write(new byte[1000]);
            group.write(new byte[1001]);
            pair.run();
        }
        try (GroupWriter group = track.nextGroup()) {
            group.write("fits");
        }
        pair.run();

        assertThat(lines(objects)).containsExactly("0/0/0 NORMAL 1000", "1/0/0 NORMAL 4");
        assertThat(subscription.stats().streamsOverLimit()).isEqualTo(1);
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }
}
