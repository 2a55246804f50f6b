package org.moqj.core.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.CacheOptions;
import org.moqj.core.DoneStatus;
import org.moqj.core.GroupWriter;
import org.moqj.core.RequestError;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;

/** What subscriptions get of a track: everything their range asks for, once, in order, and a truthful end. */
class TrackServingTest {

    private static final ByteBuffer PAYLOAD = ByteBuffer.wrap(new byte[] {1, 2, 3});
    private static final TrackOptions DEFAULTS = TrackOptions.defaults();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsAnObjectAsItIsWritten(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);

        GroupWriter group = fixture.track.nextGroup();
        group.write("one");
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0");
        assertThat(request.sender.objects.get(0).text()).isEqualTo("one");
        assertThat(requireNonNull(request.granted).largest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lastObjectCarriesTheEndWhenBothAreThereAtOnce(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);

        GroupWriter group = fixture.track.nextGroup();
        group.write("one");
        group.write("two");
        group.close();
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "write 0/0/1 last");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void finishesAStreamWhoseLastObjectWentBefore(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);

        GroupWriter group = fixture.track.nextGroup();
        group.write("one");
        fixture.settle();
        group.close();
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "finish 0/0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lateJoinerGetsTheCurrentGroupFromTheCache(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        try (GroupWriter old = fixture.track.nextGroup()) {
            old.write("gone");
        }
        GroupWriter current = fixture.track.nextGroup();
        current.write("one");
        current.write("two");
        fixture.settle();

        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        current.write("three");
        current.close();
        fixture.settle();

        assertThat(request.log()).containsExactly("open 1/0", "write 1/0/0", "write 1/0/1", "write 1/0/2 last");
        assertThat(requireNonNull(request.granted).largest()).contains(new Location(1, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endedSubgroupOfTheCacheCarriesItsEnd(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        try (GroupWriter group = fixture.track.nextGroup()) {
            group.write("one");
            group.write("two");
        }
        fixture.settle();

        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "write 0/0/1 last");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void startsInTheMiddleOfAGroupAndStillEndsItCleanly(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.of(LocationRange.from(new Location(0, 2)));
        fixture.serve(request);

        try (GroupWriter group = fixture.track.nextGroup()) {
            for (int i = 0; i < 4; i++) {
                group.write("x");
            }
        }
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/2", "write 0/0/3 last");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsTheSubscriptionOnceTheRangeIsSent(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.of(LocationRange.throughGroup(Location.ZERO, 0));
        fixture.serve(request);

        try (GroupWriter group = fixture.track.nextGroup()) {
            group.write("in");
        }
        fixture.track.nextGroup().write("out");
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last", "done SUBSCRIPTION_ENDED");
        assertThat(fixture.over()).isOne();
        assertThat(fixture.track.subscribers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsTheSubscriptionInsideTheGroupThatItsRangeEndsIn(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.of(LocationRange.between(Location.ZERO, new Location(0, 1)));
        fixture.serve(request);

        GroupWriter group = fixture.track.nextGroup();
        for (int i = 0; i < 4; i++) {
            group.write("x");
        }
        fixture.settle();

        assertThat(request.log())
                .containsExactly("open 0/0", "write 0/0/0", "write 0/0/1 last", "done SUBSCRIPTION_ENDED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesARangeThatIsOver(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        fixture.track.group(5).write("x");
        fixture.settle();

        FakeSubscribe request = FakeSubscribe.of(LocationRange.throughGroup(Location.ZERO, 4));
        fixture.serve(request);

        assertThat(requireNonNull(request.refusal).error()).isEqualTo(RequestError.INVALID_RANGE);
        assertThat(request.log()).isEmpty();
        assertThat(fixture.over()).isOne();
        assertThat(fixture.track.subscribers()).isZero();
    }

    @Test
    void subscriptionThatEndsTakesNothingFromTheOthers() {
        TrackFixture fixture = TrackFixture.of(DEFAULTS);
        FakeSubscribe first = FakeSubscribe.of(LocationRange.between(Location.ZERO, new Location(0, 0)));
        FakeSubscribe second = FakeSubscribe.all();
        FakeSubscribe third = FakeSubscribe.all();
        fixture.serve(first);
        fixture.serve(second);
        fixture.serve(third);

        GroupWriter group = fixture.track.nextGroup();
        for (int i = 0; i < 3; i++) {
            group.write("x");
            fixture.settle();
        }

        assertThat(first.log()).endsWith("done SUBSCRIPTION_ENDED");
        assertThat(second.log()).containsExactly("open 0/0", "write 0/0/0", "write 0/0/1", "write 0/0/2");
        assertThat(third.log()).isEqualTo(second.log());
    }

    @Test
    void subscriptionThatLeavesAtTheEndOfASubgroupKeepsNoOtherFromItsEnd() {
        TrackFixture fixture = TrackFixture.of(DEFAULTS);
        FakeSubscribe first = FakeSubscribe.all();
        FakeSubscribe second = FakeSubscribe.all();
        TrackFeed leaving = fixture.serve(first);
        fixture.serve(second);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        fixture.settle();

        leaving.goAway(Duration.ofSeconds(1));
        group.close();
        fixture.settle();

        assertThat(first.log()).containsExactly("open 0/0", "write 0/0/0", "finish 0/0", "done GOING_AWAY");
        assertThat(second.log()).containsExactly("open 0/0", "write 0/0/0", "finish 0/0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavingSubscriptionBeginsNoNewGroup(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        TrackFeed feed = fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        fixture.settle();

        feed.goAway(Duration.ofSeconds(1));
        fixture.track.nextGroup().write("next");
        group.close();
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "finish 0/0", "done GOING_AWAY");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsNothingUntilForwardingIsSwitchedOn(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.withoutForwarding();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        fixture.settle();
        assertThat(request.log()).isEmpty();

        request.update(LocationRange.from(Location.ZERO), true);
        group.write("y");
        group.close();
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/1 last");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void streamWithAHoleIsResetAtItsEnd(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        fixture.settle();

        request.update(LocationRange.from(Location.ZERO), false);
        group.write("not wanted");
        group.close();
        fixture.settle();
        assertThat(request.log()).as("what was sent is on its way").containsExactly("open 0/0", "write 0/0/0");
        fixture.advance(FeedSubgroup.LINGER);

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "reset 0/0 CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void narrowerRangeResetsWhatIsOutsideOfIt(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        fixture.track.group(0).write("x");
        fixture.track.group(1).write("x");
        fixture.settle();

        request.update(LocationRange.from(new Location(1, 0)), true);
        fixture.settle();

        assertThat(request.log())
                .containsExactly("open 0/0", "write 0/0/0", "open 1/0", "write 1/0/0", "reset 0/0 CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void finishSendsWhatWasWrittenAndThenSaysThatTheTrackIsOver(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");

        fixture.track.finish();
        fixture.settle();
        assertThat(request.log()).containsExactly("open 0/0");
        assertThat(fixture.track.ended()).isNotDone();

        request.sender.setWritable(true);
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last", "done TRACK_ENDED");
        assertThat(fixture.track.ended()).isCompleted();
        assertThatThrownBy(() -> group.write("y")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(fixture.track::nextGroup).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void abortResetsStreamsAtOnce(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        fixture.track.nextGroup().write("x");
        fixture.settle();

        fixture.track.abort(DoneStatus.INTERNAL_ERROR, "no more");
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "reset 0/0 CANCELLED", "done INTERNAL_ERROR");
        assertThat(fixture.track.stats().objectsDropped()).isOne();
        assertThat(fixture.track.ended()).isCompleted();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void abortCutsShortAFinishThatTakesTooLong(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        fixture.track.nextGroup().write("x");
        fixture.track.finish();
        fixture.settle();

        fixture.track.abort(DoneStatus.GOING_AWAY, "no time");
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "reset 0/0 CANCELLED", "done GOING_AWAY");
        assertThat(fixture.track.ended()).isCompleted();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endWaitsForTheLastStreamWhereThePeerCutsStreamsThatItOvertakes(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(TrackOptions.defaults(), twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.delayDone(Duration.ofMillis(500));
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        group.close();
        fixture.advance(Duration.ofMillis(100));

        fixture.track.finish();
        fixture.advance(Duration.ofMillis(399));
        assertThat(request.log()).doesNotContain("done TRACK_ENDED");
        assertThat(fixture.over()).isZero();

        fixture.advance(Duration.ofMillis(1));
        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last", "done TRACK_ENDED");
        assertThat(fixture.over()).isOne();
    }

    @Test
    void endWaitsForNothingWhereThereWasNoStream() {
        TrackFixture fixture = TrackFixture.of(TrackOptions.defaults());
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.delayDone(Duration.ofMillis(500));
        fixture.serve(request);

        fixture.track.finish();
        fixture.settle();

        assertThat(request.log()).containsExactly("done TRACK_ENDED");
    }

    @Test
    void subscriberThatLeavesWhileTheEndWaitsHearsNoMore() {
        TrackFixture fixture = TrackFixture.of(TrackOptions.defaults());
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.delayDone(Duration.ofMillis(500));
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        group.close();
        fixture.track.finish();
        fixture.settle();

        request.unsubscribe();
        fixture.advance(Duration.ofSeconds(1));

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last");
        assertThat(fixture.over()).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoComesAfterTheEndIsToldSo(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        fixture.track.nextGroup().write("x");
        fixture.track.finish();
        fixture.settle();

        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last", "done TRACK_ENDED");
        assertThat(fixture.track.subscribers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resetSubgroupDropsWhatIsQueuedAndHarmsNoOther(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        SubgroupWriter other = group.subgroup(7, 3);
        group.write("x");
        other.write("y");
        fixture.settle();

        other.reset();
        group.write("z");
        group.close();
        fixture.settle();

        assertThat(request.log())
                .containsExactlyInAnyOrder(
                        "open 0/0",
                        "write 0/0/0",
                        "open 0/7",
                        "write 0/7/1",
                        "reset 0/7 CANCELLED",
                        "write 0/0/2 last");
        assertThat(request.sender.streams.get(1).header.publisherPriority()).isEqualTo(3);
    }

    @Test
    void keepsGapsAndStatusesAsTheyAreWritten() {
        TrackFixture fixture = TrackFixture.of(DEFAULTS);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);

        GroupWriter group = fixture.track.group(1L << 40);
        group.write(3, PAYLOAD.duplicate(), List.of());
        group.write(1L << 50, PAYLOAD.duplicate(), List.of(new ExtensionHeader.Numeric(2, 9)));
        group.writeStatus((1L << 50) + 1, ObjectStatus.END_OF_GROUP, List.of());
        group.close();
        fixture.settle();

        String name = (1L << 40) + "/0";
        assertThat(request.log())
                .containsExactly(
                        "open " + name,
                        "write " + name + "/3",
                        "write " + name + "/" + (1L << 50),
                        "write " + name + "/" + ((1L << 50) + 1) + " END_OF_GROUP last");
        assertThat(fixture.track.largest()).contains(new Location(1L << 40, (1L << 50) + 1));
    }

    @Test
    void refusesIdsThatDoNotRise() {
        TrackFixture fixture = TrackFixture.of(DEFAULTS);
        GroupWriter group = fixture.track.group(4);
        group.write(3, PAYLOAD.duplicate(), List.of());

        assertThatThrownBy(() -> group.write(3, PAYLOAD.duplicate(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> group.write(1L << 62, PAYLOAD.duplicate(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fixture.track.group(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fixture.track.group(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> group.subgroup(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> group.subgroup(1, 256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> group.writeStatus(9, ObjectStatus.NORMAL, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(group.nextObjectId()).isEqualTo(4);
        assertThat(fixture.track.nextGroup().groupId()).isEqualTo(5);
    }

    @Test
    void refusedWriteTakesNoId() {
        TrackFixture fixture = TrackFixture.of(DEFAULTS.withExtensionHeaders(false));
        GroupWriter group = fixture.track.nextGroup();

        assertThatThrownBy(() -> group.write(PAYLOAD.duplicate(), List.of(new ExtensionHeader.Numeric(2, 9))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(group.nextObjectId()).isZero();
        group.close();
        assertThatThrownBy(() -> group.write("x")).isInstanceOf(IllegalStateException.class);
        assertThat(group.nextObjectId()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsDatagramsAndCountsThoseThatDidNotFit(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS.withDelivery(TrackOptions.Delivery.DATAGRAM), twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);

        GroupWriter group = fixture.track.nextGroup();
        group.write("a");
        fixture.settle();
        request.sender.answerDatagrams(DatagramResult.TOO_LARGE);
        group.write("b");
        group.close();
        fixture.track.finish();
        fixture.settle();

        assertThat(request.log()).containsExactly("datagram 0:0 SENT", "datagram 0:1 TOO_LARGE", "done TRACK_ENDED");
        assertThat(fixture.track.stats().objectsSent()).isOne();
        assertThat(fixture.track.stats().objectsDropped()).isOne();
        assertThatThrownBy(() -> group.subgroup(1, 0)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsEachObjectOnAStreamOfItsOwn(boolean twoExecutors) {
        TrackFixture fixture =
                TrackFixture.of(DEFAULTS.withDelivery(TrackOptions.Delivery.OBJECT_PER_STREAM), twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);

        GroupWriter group = fixture.track.nextGroup();
        group.write("a");
        group.write("b");
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last", "open 0/1", "write 0/1/1 last");
    }

    @Test
    void serves1000SubscriptionsAlike() {
        TrackFixture fixture = TrackFixture.of(DEFAULTS);
        List<FakeSubscribe> requests = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            FakeSubscribe request = FakeSubscribe.all();
            requests.add(request);
            fixture.serve(request);
        }
        assertThat(fixture.track.subscribers()).isEqualTo(1000);

        for (int g = 0; g < 3; g++) {
            try (GroupWriter group = fixture.track.nextGroup()) {
                group.write("a");
                group.write("b");
            }
        }
        fixture.track.finish();
        fixture.settle();

        assertThat(requests).allSatisfy(request -> assertThat(request.log())
                .containsExactly(
                        "open 0/0",
                        "write 0/0/0",
                        "write 0/0/1 last",
                        "open 1/0",
                        "write 1/0/0",
                        "write 1/0/1 last",
                        "open 2/0",
                        "write 2/0/0",
                        "write 2/0/1 last",
                        "done TRACK_ENDED"));
        assertThat(fixture.track.stats().objectsWritten()).isEqualTo(6);
        assertThat(fixture.track.stats().objectsSent()).isEqualTo(6000);
        assertThat(fixture.track.stats().bytesSent()).isEqualTo(6000);
        assertThat(fixture.track.subscribers()).isZero();
        assertThat(fixture.over()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void subscriberThatLeavesIsForgotten(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        TrackFeed feed = fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        fixture.settle();

        request.unsubscribe();
        feed.stop();
        group.write("y");
        group.close();
        fixture.track.finish();
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0");
        assertThat(fixture.over()).isOne();
        assertThat(fixture.track.subscribers()).isZero();
        assertThat(fixture.track.ended()).isCompleted();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stoppedStreamDropsItsObjectsAndTheNextGroupComes(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        fixture.settle();

        request.sender.streams.get(0).stop();
        group.write("y");
        group.close();
        fixture.track.nextGroup().write("z");
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "open 1/0", "write 1/0/0");
        assertThat(fixture.track.stats().objectsDropped()).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void objectThatTheDraftCannotCarryEndsItsSubscriptionAlone(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe lacking = FakeSubscribe.all();
        lacking.sender.refuseExtensionHeaders();
        FakeSubscribe able = FakeSubscribe.all();
        fixture.serve(lacking);
        fixture.serve(able);

        GroupWriter group = fixture.track.nextGroup();
        group.write(PAYLOAD.duplicate(), List.of(new ExtensionHeader.Numeric(2, 9)));
        group.write("y");
        fixture.settle();

        assertThat(lacking.log()).containsExactly("open 0/0", "reset 0/0 INTERNAL_ERROR", "done INTERNAL_ERROR");
        assertThat(able.log()).containsExactly("open 0/0", "write 0/0/0", "write 0/0/1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void objectThatTheDraftCannotCarryEndsItsSubscriptionAlsoAfterWaiting(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe lacking = FakeSubscribe.all();
        lacking.sender.refuseExtensionHeaders();
        lacking.sender.setWritable(false);
        fixture.serve(lacking);
        fixture.track.nextGroup().write(PAYLOAD.duplicate(), List.of(new ExtensionHeader.Numeric(2, 9)));
        fixture.settle();

        lacking.sender.setWritable(true);
        fixture.settle();

        assertThat(lacking.log()).containsExactly("open 0/0", "reset 0/0 INTERNAL_ERROR", "done INTERNAL_ERROR");
    }

    @Test
    void trackWithoutACacheKeepsNothing() {
        TrackFixture fixture = TrackFixture.of(DEFAULTS.withCache(CacheOptions.none()));
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        fixture.settle();

        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        group.write("y");
        group.close();
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/1 last");
        assertThat(fixture.track.largest()).contains(new Location(0, 1));
    }
}
