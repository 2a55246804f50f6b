package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.CacheOptions;
import org.moqj.core.GroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackOptions.Delivery;

/** Objects that are not sent in time are given up (draft-14, section 9.2.1.2; draft-07, section 6.1.1.2). */
class DeliveryTimeoutTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration ALMOST = Duration.ofMillis(999);
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final TrackOptions ONE_SECOND = TrackOptions.defaults().withDeliveryTimeout(SECOND);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resetsTheStreamWhoseOldestQueuedObjectIsTooOld(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("old");
        fixture.advance(ALMOST);
        group.write("young");
        fixture.settle();
        assertThat(request.log()).containsExactly("open 0/0");

        fixture.advance(MILLI);
        assertThat(request.log()).containsExactly("open 0/0", "reset 0/0 DELIVERY_TIMEOUT");
        group.write("of no use without the others");
        fixture.settle();

        assertThat(fixture.track.stats().objectsDropped()).isEqualTo(3);
        assertThat(fixture.track.stats().objectsSent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nextGroupIsSentAfterOneThatWasLate(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        fixture.track.nextGroup().write("late");
        fixture.advance(SECOND);
        fixture.track.nextGroup().write("in time");
        fixture.advance(ALMOST);

        request.sender.setWritable(true);
        fixture.advance(SECOND);

        assertThat(request.log()).containsExactly("open 0/0", "reset 0/0 DELIVERY_TIMEOUT", "open 1/0", "write 1/0/0");
    }

    @Test
    void whatIsSentInTimeIsNotReset() {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();

        for (int i = 0; i < 5; i++) {
            group.write("x");
            fixture.advance(Duration.ofSeconds(3));
        }

        assertThat(request.log())
                .containsExactly("open 0/0", "write 0/0/0", "write 0/0/1", "write 0/0/2", "write 0/0/3", "write 0/0/4");
    }

    @Test
    void lesserOfBothTimeoutsHolds() {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND);
        FakeSubscribe patient = FakeSubscribe.all().withDeliveryTimeout(Duration.ofSeconds(9));
        FakeSubscribe hasty = FakeSubscribe.all().withDeliveryTimeout(MILLI);
        patient.sender.setWritable(false);
        hasty.sender.setWritable(false);
        fixture.serve(patient);
        fixture.serve(hasty);
        fixture.track.nextGroup().write("x");

        fixture.advance(MILLI);
        assertThat(hasty.log()).containsExactly("open 0/0", "reset 0/0 DELIVERY_TIMEOUT");
        assertThat(patient.log()).containsExactly("open 0/0");
        fixture.advance(ALMOST);

        assertThat(patient.log()).containsExactly("open 0/0", "reset 0/0 DELIVERY_TIMEOUT");
    }

    @Test
    void withoutATimeoutNothingIsTooOld() {
        TrackFixture fixture = TrackFixture.of(TrackOptions.defaults());
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        fixture.track.nextGroup().write("x");

        fixture.advance(Duration.ofDays(1));
        request.sender.setWritable(true);
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0");
    }

    @Test
    void updateSetsATimeoutAlsoForWhatIsQueued() {
        TrackFixture fixture = TrackFixture.of(TrackOptions.defaults());
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        fixture.track.nextGroup().write("x");
        fixture.advance(ALMOST);

        request.update(SECOND);
        fixture.settle();
        assertThat(request.log()).containsExactly("open 0/0");
        fixture.advance(MILLI);

        assertThat(request.log()).containsExactly("open 0/0", "reset 0/0 DELIVERY_TIMEOUT");
    }

    @Test
    void resetsWhatTheTransportTookAndDidNotSend() {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.keepUnsent();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        group.write("x");

        fixture.advance(SECOND);

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "reset 0/0 DELIVERY_TIMEOUT");
    }

    @Test
    void resetsAlsoAStreamWhoseEndIsWritten() {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.keepUnsent();
        fixture.serve(request);
        try (GroupWriter group = fixture.track.nextGroup()) {
            group.write("x");
        }
        fixture.advance(ALMOST);
        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last");

        fixture.advance(MILLI);
        fixture.advance(SECOND);

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0 last", "reset 0/0 DELIVERY_TIMEOUT");
    }

    @Test
    void busyStreamThatKeepsUpIsNotTakenForAStuckOne() {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.keepUnsent();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();

        for (int i = 0; i < 20; i++) {
            group.write("abcd");
            fixture.advance(Duration.ofMillis(400));
            request.sender.streams.get(0).sendAllBut(4); // always behind by the last object, which is young enough
        }

        assertThat(request.log()).hasSize(21).noneMatch(line -> line.startsWith("reset"));
        assertThat(fixture.track.stats().objectsSent()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoComesLateDoesNotGetWhatIsTooOld(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND.withCache(CacheOptions.of(2, 1000)), twoExecutors);
        try (GroupWriter group = fixture.track.nextGroup()) {
            group.write("old");
        }
        GroupWriter current = fixture.track.nextGroup();
        current.write("old");
        fixture.advance(SECOND);
        current.write("young");
        fixture.settle();

        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        fixture.track.nextGroup().write("new");
        fixture.settle();

        assertThat(request.log()).containsExactly("open 2/0", "write 2/0/0");
        assertThat(fixture.track.stats().objectsDropped()).isEqualTo(3);
    }

    @Test
    void lateDatagramsVanishOneByOne() {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND.withDelivery(Delivery.DATAGRAM));
        GroupWriter group = fixture.track.nextGroup();
        group.write("old");
        fixture.advance(SECOND);
        group.write("young");
        fixture.settle();

        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);

        assertThat(request.log()).containsExactly("datagram 0:1 SENT");
        assertThat(fixture.track.stats().objectsDropped()).isOne();
    }

    @Test
    void subscriptionThatIsOverLeavesNoTimerBehind() {
        TrackFixture fixture = TrackFixture.of(ONE_SECOND);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.keepUnsent();
        fixture.serve(request);
        fixture.track.nextGroup().write("x");
        fixture.settle();
        assertThat(fixture.home.scheduledTasks()).isOne();

        request.unsubscribe();
        fixture.settle();

        assertThat(fixture.home.scheduledTasks()).isZero();
    }
}
