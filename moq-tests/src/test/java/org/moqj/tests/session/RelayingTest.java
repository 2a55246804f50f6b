package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.SessionHandler;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** A subscription's objects passed on to a track, from each draft to each. */
@DisplayName("Passing a subscription on")
class RelayingTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    private static java.util.Collection<MoqDraft> drafts() {
        return MoqDraft.available();
    }

    private static Stream<Arguments> draftsBothWays() {
        return MoqDraft.available().stream()
                .flatMap(from -> MoqDraft.available().stream().map(to -> Arguments.of(from, to)));
    }

    /** A publisher and a subscriber, and between them what passes objects on. */
    private static final class Line {

        final SessionPair up;
        final SessionPair down;
        final TrackPublisher source;
        final TrackPublisher passed;

        Line(MoqDraft from, MoqDraft to, TrackOptions published) {
            this(from, to, published, TrackOptions.defaults().maxQueuedBytes(), Conditions.GENEROUS);
        }

        Line(MoqDraft from, MoqDraft to, TrackOptions published, int queued, Conditions below) {
            up = SessionPair.connect(from, SessionHandler.refuseAll(), below);
            down = up.beside(to, below);
            source = up.client().register(TRACK, published);
            passed = down.server().register(TRACK, TrackOptions.defaults().withMaxQueuedBytes(queued));
        }

        Line(MoqDraft from, MoqDraft to) {
            this(from, to, TrackOptions.defaults().withExtensionHeaders(from.equals(MoqDraft.DRAFT_14)));
        }

        Subscription relay() {
            return up.await(up.server().relay(passed, SubscribeOptions.defaults()));
        }

        Subscription subscribe() {
            return subscribe(SubscribeFilter.latest());
        }

        Subscription subscribe(SubscribeFilter filter) {
            return up.await(
                    down.client().subscribe(TRACK, SubscribeOptions.defaults().withFilter(filter)));
        }

        void run() {
            up.run();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void idsSubgroupsStatusesAndPrioritiesStayAsTheyAre(MoqDraft from, MoqDraft to) {
        Line line = new Line(from, to);
        line.relay();
        List<MoqObject> arrived = line.up.collect(line.subscribe());

        GroupWriter group = line.source.group(7);
        group.write(2, bytes("two"), List.of());
        SubgroupWriter other = group.subgroup(5, 17);
        other.write(9, bytes("nine"), List.of());
        group.writeStatus(20, ObjectStatus.END_OF_GROUP, List.of());
        group.close();
        line.run();

        assertThat(arrived)
                .extracting(object -> object.location() + " in " + object.subgroupId() + " at "
                        + object.publisherPriority() + " " + object.status() + " " + object.text())
                .containsExactlyInAnyOrder(
                        new Location(7, 2) + " in 0 at 128 NORMAL two",
                        new Location(7, 9) + " in 5 at 17 NORMAL nine",
                        new Location(7, 20) + " in 0 at 128 END_OF_GROUP ");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void extensionHeadersReachEveryDraftThatHasThem(MoqDraft from, MoqDraft to) {
        Line line = new Line(from, to);
        line.relay();
        List<MoqObject> arrived = line.up.collect(line.subscribe());
        List<ExtensionHeader> headers =
                from.equals(MoqDraft.DRAFT_14) ? List.of(new ExtensionHeader.Numeric(0x40, 3)) : List.of();

        line.source.nextGroup().write(bytes("with"), headers);
        line.run();

        List<ExtensionHeader> carried = line.down.client().supports(Feature.EXTENSION_HEADERS) ? headers : List.of();
        assertThat(arrived).singleElement().satisfies(object -> {
            assertThat(object.text()).isEqualTo("with");
            assertThat(object.extensionHeaders()).isEqualTo(carried);
        });
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void cachedObjectsKeepTheirProperties(MoqDraft from, MoqDraft to) {
        Line line = new Line(from, to);
        line.relay();
        List<ExtensionHeader> headers =
                from.equals(MoqDraft.DRAFT_14) ? List.of(new ExtensionHeader.Numeric(0x40, 3)) : List.of();
        GroupWriter group = line.source.group(0);
        group.write(2, bytes("two"), headers);
        group.subgroup(5, 17).write(9, bytes("nine"), List.of());
        group.writeStatus(20, ObjectStatus.END_OF_GROUP, List.of());
        group.close();
        line.run();

        Fetch fetch = line.up.await(line.down.client().fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 0)));
        List<MoqObject> kept = new ArrayList<>();
        fetch.forEach(kept::add);
        line.run();

        List<ExtensionHeader> carried = line.down.client().supports(Feature.EXTENSION_HEADERS) ? headers : List.of();
        assertThat(kept)
                .extracting(object -> object.location() + " in " + object.subgroupId() + " at "
                        + object.publisherPriority() + " " + object.status() + " " + object.text() + " "
                        + object.extensionHeaders())
                .containsExactly(
                        new Location(0, 2) + " in 0 at 128 NORMAL two " + carried,
                        new Location(0, 9) + " in 5 at 17 NORMAL nine []",
                        new Location(0, 20) + " in 0 at 128 END_OF_GROUP  []");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void datagramsStayDatagrams(MoqDraft from, MoqDraft to) {
        TrackOptions datagrams = TrackOptions.defaults()
                .withDelivery(TrackOptions.Delivery.DATAGRAM)
                .withExtensionHeaders(false);
        Line line = new Line(from, to, datagrams);
        line.relay();
        List<MoqObject> arrived = line.up.collect(line.subscribe());

        GroupWriter group = line.source.group(4);
        group.write("a");
        group.write("b");
        line.run();

        assertThat(arrived)
                .allMatch(object -> object.forwardingPreference() == ForwardingPreference.DATAGRAM)
                .extracting(object -> object.location() + object.text())
                .containsExactly(new Location(4, 0) + "a", new Location(4, 1) + "b");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void aStreamEndsAsItDidAtThePublisher(MoqDraft from, MoqDraft to) {
        Line line = new Line(from, to);
        line.relay();
        Subscription subscription = line.subscribe();
        line.up.collect(subscription);

        GroupWriter whole = line.source.nextGroup();
        whole.write("whole");
        whole.close();
        GroupWriter broken = line.source.nextGroup();
        broken.write("broken");
        line.run();
        broken.reset();
        line.run();

        assertThat(subscription.stats().streams()).isEqualTo(2);
        assertThat(subscription.stats().streamsReset()).isEqualTo(1);
        assertThat(subscription.stats().objects()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void aGroupThatWasJoinedInItsMiddleIsThereFromItsBeginning(MoqDraft from, MoqDraft to) {
        Line line = new Line(from, to);
        line.source.nextGroup().close();
        GroupWriter group = line.source.nextGroup();
        group.write("0");
        group.write("1");
        line.run();

        line.relay();
        line.run();
        Subscription subscription = line.subscribe(
                to.equals(MoqDraft.DRAFT_14)
                        ? SubscribeFilter.from(new Location(1, 0))
                        : SubscribeFilter.latestGroup());
        List<MoqObject> arrived = line.up.collect(subscription);
        group.write("2");
        group.close();
        line.run();

        assertThat(subscription.largest()).contains(new Location(1, 1));
        assertThat(arrived).extracting(MoqObject::text).containsExactly("0", "1", "2");
        assertThat(subscription.stats().streams()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void aGroupThatWasJoinedInItsMiddleMayGoOnMuchLater(MoqDraft from, MoqDraft to) {
        Line line = new Line(from, to);
        GroupWriter group = line.source.nextGroup();
        group.write("0");
        line.run();
        line.relay();
        line.run();
        Subscription subscription = line.subscribe(
                to.equals(MoqDraft.DRAFT_14) ? SubscribeFilter.from(Location.ZERO) : SubscribeFilter.latestGroup());
        List<MoqObject> arrived = line.up.collect(subscription);
        line.up.advance(java.time.Duration.ofMinutes(1));

        group.write("1");
        line.run();
        group.close();
        line.source.nextGroup().write("2");
        line.run();

        assertThat(arrived).extracting(MoqObject::text).containsExactly("0", "1", "2");
        assertThat(subscription.ended()).isNotDone();
    }

    private static Subscription subscribeFromTheStart(Line line, MoqDraft to) {
        return line.subscribe(
                to.equals(MoqDraft.DRAFT_14) ? SubscribeFilter.from(Location.ZERO) : SubscribeFilter.latestGroup());
    }

    /** A fetch, by which a relay gets the beginning of a group, does not say how its objects travel. */
    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void datagramsOfAGroupThatWasJoinedInItsMiddleStayDatagrams(MoqDraft from, MoqDraft to) {
        Line line = new Line(from, to, TrackOptions.defaults().withDelivery(TrackOptions.Delivery.DATAGRAM));
        GroupWriter group = line.source.nextGroup();
        group.write("0");
        group.write("1");
        line.run();
        line.relay();
        line.run();
        Subscription subscription = subscribeFromTheStart(line, to);
        List<MoqObject> arrived = line.up.collect(subscription);

        group.write("2");
        line.run();
        line.source.nextGroup().write("3");
        line.up.advance(java.time.Duration.ofSeconds(10));

        assertThat(arrived).extracting(MoqObject::text).containsExactly("0", "1", "2", "3");
        assertThat(arrived).extracting(MoqObject::forwardingPreference).containsOnly(ForwardingPreference.DATAGRAM);
        assertThat(subscription.ended()).isNotDone();
    }

    /** As a catalog: nothing comes that would tell, and nobody is to wait for ever. */
    @ParameterizedTest
    @MethodSource("drafts")
    void aGroupOfOneObjectIsThereSoonWhereNothingFollows(MoqDraft to) {
        Line line = new Line(MoqDraft.DRAFT_14, to);
        GroupWriter group = line.source.nextGroup();
        group.write("catalog");
        line.run();
        line.relay();
        line.run();
        List<MoqObject> arrived = line.up.collect(subscribeFromTheStart(line, to));

        line.up.advance(java.time.Duration.ofSeconds(1));

        assertThat(arrived).extracting(MoqObject::text).containsExactly("catalog");
        assertThat(arrived.get(0).forwardingPreference()).isEqualTo(ForwardingPreference.SUBGROUP);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void thePublishersTermsArePassedOn(MoqDraft from, MoqDraft to) {
        Line line = new Line(
                from,
                to,
                TrackOptions.defaults()
                        .withExtensionHeaders(false)
                        .withGroupOrder(GroupOrder.DESCENDING)
                        .withExpires(java.time.Duration.ofSeconds(40)));
        line.relay();

        Subscription subscription = line.subscribe();

        assertThat(subscription.groupOrder()).isEqualTo(GroupOrder.DESCENDING);
        assertThat(subscription.expires()).isEqualTo(Optional.of(java.time.Duration.ofSeconds(40)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void theEndComesWithItsReasonAfterAllObjects(MoqDraft from, MoqDraft to) {
        Line line = new Line(from, to);
        Subscription upstream = line.relay();
        Subscription subscription = line.subscribe();
        List<MoqObject> arrived = line.up.collect(subscription);

        line.source.nextGroup().write("last");
        line.source.finish();
        line.run();
        assertThat(upstream.ended()).isCompletedWithValueMatching(end -> end.status() == DoneStatus.TRACK_ENDED);
        line.passed.finish(DoneStatus.GOING_AWAY, "elsewhere");
        line.run();

        assertThat(arrived).extracting(MoqObject::text).containsExactly("last");
        assertThat(subscription.ended())
                .isCompletedWithValueMatching(end -> end.status() == DoneStatus.GOING_AWAY)
                .isCompletedWithValueMatching(end -> end.reason().equals("elsewhere"));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void aPassedSubscriptionHasNoReader(MoqDraft from, MoqDraft to) {
        Line line = new Line(from, to);
        Subscription upstream = line.relay();

        assertThat(line.up.awaitFailure(upstream.forEach(object -> {})))
                .hasStackTraceContaining("Objects are taken once");
        assertThat(upstream.ended()).isNotDone();
    }

    /** Returns a line that keeps 200 kB for a subscriber, and whose streams take 1 kB at a time. */
    private static Line narrow(MoqDraft from, MoqDraft to) {
        return new Line(
                from,
                to,
                TrackOptions.defaults().withExtensionHeaders(false),
                200_000,
                Conditions.GENEROUS.withStreamWindow(1000));
    }

    private static void writeMuch(Line line, int groups) {
        for (int g = 0; g < groups; g++) {
            try (GroupWriter group = line.source.nextGroup()) {
                for (int i = 0; i < 3; i++) {
                    group.write(new byte[10_000]);
                }
            }
        }
        line.run();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void thePublisherWaitsWhileEverybodyIsBehind(MoqDraft from, MoqDraft to) {
        Line line = narrow(from, to);
        line.relay();
        List<MoqObject> arrived = line.up.collect(line.subscribe());
        line.down.transports.server().setCongested(true);

        writeMuch(line, 5);
        writeMuch(line, 6);
        assertThat(line.passed.stats().objectsWritten()).isLessThan(3 * 11);
        line.down.transports.server().setCongested(false);
        line.run();

        assertThat(arrived).hasSize(3 * 11);
        assertThat(line.passed.stats().objectsDropped()).isZero();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("draftsBothWays")
    void whoAloneIsBehindLosesGroupsAndHoldsUpNobody(MoqDraft from, MoqDraft to) {
        Line line = narrow(from, to);
        line.relay();
        SessionPair quick = line.up.beside(to, Conditions.GENEROUS);
        quick.server().register(line.passed);
        line.subscribe();
        List<MoqObject> arrived = line.up.collect(line.up.await(quick.client().subscribe(TRACK)));
        line.down.transports.server().setCongested(true);

        writeMuch(line, 100);

        assertThat(arrived).hasSize(300);
        assertThat(line.passed.stats().objectsDropped()).isBetween(100L, 300L);
    }
}
