package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.GroupWriter;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackOptions.Delivery;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;

/** A subscription is over as soon as its range can have nothing more. */
class RangeEndTest {

    private static final TrackOptions DEFAULTS = TrackOptions.defaults();
    private static final LocationRange FIRST_GROUP = LocationRange.throughGroup(Location.ZERO, 0);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsWithTheEndOfItsLastGroup(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.of(FIRST_GROUP);
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        fixture.settle();
        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0");

        group.close();
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "finish 0/0", "done SUBSCRIPTION_ENDED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsForAllSubgroupsOfTheGroup(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.of(FIRST_GROUP);
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        SubgroupWriter other = group.subgroup(1, 128);
        group.write("x");
        group.subgroup(2, 128).close();
        fixture.settle();
        other.write("y");
        other.close();
        fixture.settle();
        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "open 0/1", "write 0/1/1 last");

        group.close();
        fixture.settle();

        assertThat(request.log())
                .endsWith("finish 0/0", "done SUBSCRIPTION_ENDED")
                .hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(
            value = Delivery.class,
            names = {"DATAGRAM", "OBJECT_PER_STREAM"})
    void endsHoweverTheObjectsTravel(Delivery delivery) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS.withDelivery(delivery));
        FakeSubscribe request = FakeSubscribe.of(FIRST_GROUP);
        fixture.serve(request);
        try (GroupWriter group = fixture.track.nextGroup()) {
            group.write("x");
            group.write("y");
        }
        fixture.settle();

        assertThat(request.sender.objects).hasSize(2);
        assertThat(request.log()).endsWith("done SUBSCRIPTION_ENDED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoComesForAGroupThatHasEndedGetsItAndTheEnd(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        try (GroupWriter group = fixture.track.nextGroup()) {
            group.write("x");
        }
        fixture.settle();

        FakeSubscribe request = FakeSubscribe.of(FIRST_GROUP);
        fixture.serve(request);

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last", "done SUBSCRIPTION_ENDED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void updateToWhatIsOverEndsAtOnce(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        try (GroupWriter group = fixture.track.nextGroup()) {
            group.write("x");
        }
        fixture.settle();

        request.update(FIRST_GROUP, true);
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last", "done SUBSCRIPTION_ENDED");
    }

    @Test
    void rangeBeforeTheCurrentGroupIsOver() {
        TrackFixture fixture = TrackFixture.of(DEFAULTS);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        fixture.track.nextGroup().write("goes on");
        fixture.track.nextGroup().write("x");
        fixture.settle();

        request.update(FIRST_GROUP, true);
        fixture.settle();
        assertThat(request.log()).endsWith("reset 1/0 CANCELLED").hasSize(5);
        fixture.track.finish();
        fixture.settle();

        assertThat(request.log()).endsWith("finish 0/0", "done SUBSCRIPTION_ENDED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoLeavesWaitsForAnOpenGroupSoLong(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(DEFAULTS, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        TrackFeed feed = fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");
        fixture.settle();

        feed.goAway(Duration.ofSeconds(1));
        group.write("y");
        fixture.advance(Duration.ofMillis(999));
        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "write 0/0/1");
        fixture.advance(Duration.ofMillis(1));

        assertThat(request.log())
                .endsWith("reset 0/0 CANCELLED", "done GOING_AWAY")
                .hasSize(5);
        assertThat(fixture.session.scheduledTasks()).isZero();
    }
}
