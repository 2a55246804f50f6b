package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moqj.tests.interop.AiomoqtStage.get;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.DoneStatus;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.RequestError;
import org.moqj.core.Side;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** Live tracks through aiomoqt's relay: what the relays of moq-rs renumber, merge or ignore. Draft-14, both transports. */
@Tag("long")
class AiomoqtLiveIT {

    @RegisterExtension
    static final AiomoqtStage stage = new AiomoqtStage();

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void idsGapsSubgroupsPrioritiesAndHeadersAreKept(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession subscribing = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(stage.track("all")));
            Subscription subscription = get(subscribing.subscribe(stage.track("all")));
            Arrivals arrivals = Arrivals.of(subscription);
            Demand.await(track);

            List<ExtensionHeader> headers = List.of(
                    new ExtensionHeader.Numeric(0x40, 5),
                    new ExtensionHeader.Binary(0x41, ByteString.copyOf(new byte[] {0, (byte) 0xff})));
            try (GroupWriter group = track.group(3)) {
                get(group.write(0, text("first"), List.of()));
                get(group.write(4, text("after a gap"), List.of()));
                try (SubgroupWriter second = group.subgroup(2, 7)) {
                    get(second.write(1, text("urgent"), List.of()));
                    get(second.write(6, text(""), List.of()));
                }
                get(group.write(8, text("headed"), headers));
            }
            try (GroupWriter group = track.group(7)) {
                get(group.write(0, text("a later group"), List.of()));
            }

            assertThat(lines(arrivals.next(6)))
                    .containsExactlyInAnyOrder(
                            "3/0/0 128 NORMAL [] first",
                            "3/0/4 128 NORMAL [] after a gap",
                            "3/2/1 7 NORMAL [] urgent",
                            "3/2/6 7 NORMAL [] ",
                            "3/0/8 128 NORMAL " + headers + " headed",
                            "7/0/0 128 NORMAL [] a later group");
            assertThat(subscription.stats().objects()).isEqualTo(6);
        }
    }

    /** The relay keeps the end of a group; it makes the end of a track one of a group, and no object an empty one. */
    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void markersArriveAsTheRelayPutsThem(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession subscribing = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(stage.track("markers")));
            Arrivals arrivals = Arrivals.of(get(subscribing.subscribe(stage.track("markers"))));
            Demand.await(track);

            try (GroupWriter group = track.group(0)) {
                get(group.write("object"));
                get(group.writeStatus(1, ObjectStatus.DOES_NOT_EXIST, List.of()));
                get(group.writeStatus(2, ObjectStatus.END_OF_GROUP, List.of()));
            }
            List<String> firstGroup = lines(arrivals.next(3));
            try (GroupWriter group = track.group(1)) {
                get(group.write("last"));
                get(group.writeStatus(1, ObjectStatus.END_OF_TRACK, List.of()));
            }

            assertThat(firstGroup)
                    .containsExactly(
                            "0/0/0 128 NORMAL [] object",
                            "0/0/1 128 NORMAL [] ", // was DOES_NOT_EXIST
                            "0/0/2 128 END_OF_GROUP [] ");
            assertThat(lines(arrivals.next(2)))
                    .containsExactly("1/0/0 128 NORMAL [] last", "1/0/1 128 END_OF_GROUP [] "); // was END_OF_TRACK
        }
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(List<MoqObject> objects) {
        return objects.stream()
                .map(object -> object.groupId() + "/" + object.subgroupId() + "/" + object.objectId() + " "
                        + object.publisherPriority() + " " + object.status() + " " + object.extensionHeaders() + " "
                        + object.text())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void theEndOfATrackReachesItsSubscribersAfterItsLastObject(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession subscribing = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(stage.track("ends")));
            Subscription subscription = get(subscribing.subscribe(stage.track("ends")));
            Arrivals arrivals = Arrivals.of(subscription);
            Demand.await(track);

            try (GroupWriter group = track.nextGroup()) {
                for (int o = 0; o < 100; o++) {
                    get(group.write("object " + o));
                }
            }
            track.finish();

            get(arrivals.ended());
            assertThat(arrivals.rest())
                    .extracting(MoqObject::text)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(o -> "object " + o).toList());
            assertThat(get(subscription.ended()).status()).isEqualTo(DoneStatus.TRACK_ENDED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void twoSubscribersGetTheSameAndLeaveByThemselves(String scheme) throws Exception {
        String other = scheme.equals("https") ? "moqt" : "https";
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession first = stage.connect(scheme);
                MoqSession second = stage.connect(other)) {
            TrackPublisher track = get(publishing.publish(stage.track("shared")));
            Subscription leaving = get(first.subscribe(stage.track("shared")));
            Arrivals atFirst = Arrivals.of(leaving);
            Arrivals atSecond = Arrivals.of(get(second.subscribe(stage.track("shared"))));
            Demand.await(track);

            try (GroupWriter group = track.nextGroup()) {
                get(group.write("both"));
            }
            assertThat(atFirst.next().text()).isEqualTo("both");
            assertThat(atSecond.next().text()).isEqualTo("both");
            leaving.close();
            get(leaving.ended());
            try (GroupWriter group = track.nextGroup()) {
                get(group.write("one"));
            }

            assertThat(atSecond.next().text()).isEqualTo("one");
            assertThat(atFirst.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void aResetSubgroupIsLostAloneAndCounted(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession subscribing = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(stage.track("broken")));
            Subscription subscription = get(subscribing.subscribe(stage.track("broken")));
            Arrivals arrivals = Arrivals.of(subscription);
            Demand.await(track);

            GroupWriter broken = track.nextGroup();
            get(broken.write("before the break"));
            assertThat(arrivals.next().text()).isEqualTo("before the break");
            broken.reset();
            try (GroupWriter group = track.nextGroup()) {
                get(group.write("after it"));
            }

            assertThat(arrivals.next().text()).isEqualTo("after it");
            track.finish();
            get(arrivals.ended());
            assertThat(subscription.stats().streamsReset()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void datagramsArrive(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession subscribing = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(
                    stage.track("datagrams"), TrackOptions.defaults().withDelivery(TrackOptions.Delivery.DATAGRAM)));
            Arrivals arrivals = Arrivals.of(get(subscribing.subscribe(stage.track("datagrams"))));
            Demand.await(track);

            try (GroupWriter group = track.nextGroup()) {
                for (int o = 0; o < 3; o++) {
                    get(group.write("datagram " + o));
                    MoqObject object = arrivals.next();
                    assertThat(object.text()).isEqualTo("datagram " + o);
                    assertThat(object.location()).isEqualTo(new Location(0, o));
                    if (scheme.equals("moqt")) { // over WebTransport the relay may take streams instead
                        assertThat(object.forwardingPreference()).isEqualTo(ForwardingPreference.DATAGRAM);
                    }
                }
            }
        }
    }

    /** The relay keeps datagrams with a status to itself. */
    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void markersInDatagramsDoNotArrive(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession subscribing = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(
                    stage.track("marked"), TrackOptions.defaults().withDelivery(TrackOptions.Delivery.DATAGRAM)));
            Arrivals arrivals = Arrivals.of(get(subscribing.subscribe(stage.track("marked"))));
            Demand.await(track);

            GroupWriter group = track.nextGroup();
            get(group.write("before"));
            assertThat(arrivals.next().text()).isEqualTo("before");
            get(group.writeStatus(1, ObjectStatus.DOES_NOT_EXIST, List.of()));
            get(group.write("after"));

            assertThat(arrivals.next().location()).isEqualTo(new Location(0, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void objectsFlowOnceTheyAreToBeForwarded(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession watching = stage.connect(scheme);
                MoqSession waiting = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(stage.track("paused")));
            Arrivals watched = Arrivals.of(get(watching.subscribe(stage.track("paused"))));
            Subscription subscription = get(waiting.subscribe(
                    stage.track("paused"), SubscribeOptions.defaults().withForward(false)));
            Arrivals arrivals = Arrivals.of(subscription);
            Demand.await(track);
            try (GroupWriter group = track.nextGroup()) {
                get(group.write("held back"));
            }
            assertThat(watched.next().text()).isEqualTo("held back");

            get(subscription.update(SubscriptionChange.none().withForward(true)));

            assertThat(arrivals.afterWriting(track, "let through").text()).isEqualTo("let through");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void filtersAreServed(String scheme) throws Exception {
        try (MoqSession publishing = stage.connect(scheme);
                MoqSession all = stage.connect(scheme);
                MoqSession range = stage.connect(scheme);
                MoqSession next = stage.connect(scheme)) {
            TrackPublisher track = get(publishing.publish(stage.track("filtered")));
            Arrivals everything = Arrivals.of(get(all.subscribe(stage.track("filtered"))));
            Demand.await(track);
            GroupWriter current = track.nextGroup();
            get(current.write("0a"));
            everything.next();
            Arrivals inRange = Arrivals.of(get(
                    range.subscribe(stage.track("filtered"), filtered(SubscribeFilter.range(new Location(1, 0), 1)))));
            Arrivals fromNext =
                    Arrivals.of(get(next.subscribe(stage.track("filtered"), filtered(SubscribeFilter.nextGroup()))));
            get(current.write("0b"));
            everything.next();
            current.close();
            for (String text : List.of("1", "2")) {
                try (GroupWriter group = track.nextGroup()) {
                    get(group.write(text));
                }
                everything.next();
            }
            track.finish();

            get(fromNext.ended());
            get(inRange.ended());
            assertThat(inRange.rest()).extracting(MoqObject::text).containsExactly("1");
            assertThat(fromNext.rest()).extracting(MoqObject::text).containsExactly("1", "2");
        }
    }

    private static SubscribeOptions filtered(SubscribeFilter filter) {
        return SubscribeOptions.defaults().withFilter(filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void aTrackOfNobodyIsRefused(String scheme) throws Exception {
        try (MoqSession session = stage.connect(scheme)) {
            assertThatThrownBy(() -> get(session.subscribe(stage.track("nobody's"))))
                    .cause()
                    .isInstanceOfSatisfying(MoqRequestException.class, refused -> assertThat(refused.error())
                            .contains(RequestError.TRACK_DOES_NOT_EXIST));
        }
    }

    /** The relay answers TRACK_STATUS with messages of draft-16: too long for draft-14, so that the session ends. */
    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void aTrackStatusIsAnsweredInAnotherDraft(String scheme) throws Exception {
        try (MoqSession session = stage.connect(scheme);
                MoqSession other = stage.connect(scheme)) {
            TrackPublisher track = get(other.publish(stage.track("status")));
            assertThatThrownBy(() -> get(session.trackStatus(track.name())))
                    .cause()
                    .isInstanceOfSatisfying(MoqSessionException.class, ended -> {
                        assertThat(ended.side()).isEqualTo(Side.LOCAL);
                        assertThat(ended.codeName()).isEqualTo("PROTOCOL_VIOLATION");
                    });
            assertThat(other.closed()).isNotDone();
        }
    }
}
