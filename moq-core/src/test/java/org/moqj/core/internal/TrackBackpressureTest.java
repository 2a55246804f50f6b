package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.CacheOptions;
import org.moqj.core.GroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackOptions.SlowSubscriber;

/** What a slow subscriber costs: itself whole groups, the writers a pause, and the others nothing. */
class TrackBackpressureTest {

    private static final int OBJECT = 1000;
    private static final TrackOptions SMALL =
            TrackOptions.defaults().withMaxQueuedBytes(10 * (OBJECT + 64)).withCache(CacheOptions.none());

    private static byte[] payload() {
        return new byte[OBJECT];
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dropsTheOldestGroupOfASlowSubscriberAndCounts(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(SMALL, twoExecutors);
        FakeSubscribe slow = FakeSubscribe.all();
        FakeSubscribe quick = FakeSubscribe.all();
        slow.sender.setWritable(false);
        fixture.serve(slow);
        fixture.serve(quick);

        for (int g = 0; g < 3; g++) {
            try (GroupWriter group = fixture.track.nextGroup()) {
                for (int i = 0; i < 4; i++) {
                    group.write(payload());
                }
            }
            fixture.settle();
        }
        slow.sender.setWritable(true);
        fixture.settle();

        assertThat(slow.log())
                .containsExactly(
                        "open 0/0",
                        "open 1/0",
                        "open 2/0",
                        "reset 0/0 DELIVERY_TIMEOUT",
                        "write 1/0/0",
                        "write 1/0/1",
                        "write 1/0/2",
                        "write 1/0/3 last",
                        "write 2/0/0",
                        "write 2/0/1",
                        "write 2/0/2",
                        "write 2/0/3 last");
        assertThat(quick.sender.objects).hasSize(12);
        assertThat(fixture.track.stats().objectsDropped()).isEqualTo(4);
        assertThat(fixture.track.stats().objectsSent()).isEqualTo(12 + 8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsTheSubscriptionOfASlowSubscriberWhereThatIsChosen(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(SMALL.withSlowSubscriber(SlowSubscriber.END), twoExecutors);
        FakeSubscribe slow = FakeSubscribe.all();
        FakeSubscribe quick = FakeSubscribe.all();
        slow.sender.setWritable(false);
        fixture.serve(slow);
        fixture.serve(quick);

        for (int g = 0; g < 3; g++) {
            try (GroupWriter group = fixture.track.nextGroup()) {
                for (int i = 0; i < 4; i++) {
                    group.write(payload());
                }
            }
            fixture.settle();
        }
        fixture.advance(Duration.ofSeconds(1));

        assertThat(slow.log())
                .contains("reset 0/0 CANCELLED", "reset 1/0 CANCELLED", "reset 2/0 CANCELLED")
                .last()
                .asString()
                .contains("TOO_FAR_BEHIND");
        assertThat(quick.sender.objects).hasSize(12);
        assertThat(fixture.track.subscribers()).isEqualTo(1);
        assertThat(fixture.track.stats().subscriptionsCutOff()).isEqualTo(1);
        assertThat(fixture.track.stats().objectsDropped()).isEqualTo(11); // the last came when it had ended
    }

    @Test
    void openGroupThatOwesNothingIsNotDroppedForAnother() {
        TrackFixture fixture = TrackFixture.of(SMALL);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        GroupWriter longLived = fixture.track.nextGroup();
        longLived.write(payload());
        fixture.settle();
        request.sender.setWritable(false);

        try (GroupWriter group = fixture.track.nextGroup()) {
            for (int i = 0; i < 11; i++) {
                group.write(payload());
            }
        }
        fixture.settle();

        assertThat(request.log()).containsExactly("open 0/0", "write 0/0/0", "open 1/0", "reset 1/0 DELIVERY_TIMEOUT");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writersHearWhenThereIsRoomAgain(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(SMALL, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();

        assertThat(group.write(payload())).isCompleted();
        for (int i = 0; i < 3; i++) {
            group.write(payload());
            fixture.settle();
        }
        CompletableFuture<Void> waiting = group.write(payload());
        assertThat(waiting).isNotDone();

        request.sender.setWritable(true);
        fixture.settle();

        assertThat(waiting).isCompleted();
        assertThat(group.write(payload())).isCompleted();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void subscriberThatTakesNothingHoldsWritersFiveSecondsOnce(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(SMALL, twoExecutors);
        FakeSubscribe stalled = FakeSubscribe.all();
        stalled.sender.setWritable(false);
        fixture.serve(stalled);
        GroupWriter group = fixture.track.nextGroup();
        for (int i = 0; i < 4; i++) {
            group.write(payload());
            fixture.settle();
        }
        CompletableFuture<Void> waiting = group.write(payload());
        fixture.settle();
        assertThat(waiting).isNotDone();

        fixture.advance(Duration.ofSeconds(5));
        assertThat(waiting).isCompleted();

        for (int g = 0; g < 20; g++) {
            group.close();
            group = fixture.track.nextGroup();
            assertThat(group.write(payload())).as("group %s", g).isCompleted();
            fixture.settle();
            assertThat(group.write(payload())).as("group %s", g).isCompleted();
            fixture.settle();
        }
    }

    @Test
    void subscriberThatGoesOnAfterAStallIsWaitedForAgain() {
        TrackFixture fixture = TrackFixture.of(SMALL);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        for (int i = 0; i < 4; i++) {
            group.write(payload());
        }
        fixture.advance(Duration.ofSeconds(5));
        assertThat(group.write(payload())).isCompleted();

        request.sender.setWritable(true);
        fixture.settle();
        request.sender.setWritable(false);
        for (int i = 0; i < 4; i++) {
            group.write(payload());
        }
        fixture.settle();

        assertThat(group.write(payload())).isNotDone();
    }

    @Test
    void oneSubscriberThatComesAndGoesBetweenFullAndEmptyLeavesOneTimer() {
        TrackFixture fixture = TrackFixture.of(SMALL);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();

        for (int round = 0; round < 100; round++) {
            request.sender.setWritable(false);
            for (int i = 0; i < 5; i++) {
                group.write(payload());
            }
            fixture.settle();
            request.sender.setWritable(true);
            fixture.settle();
        }

        assertThat(fixture.home.scheduledTasks()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fullSubscriberThatLeavesLetsWritersGoOn(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(SMALL, twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        for (int i = 0; i < 4; i++) {
            group.write(payload());
        }
        fixture.settle();
        CompletableFuture<Void> waiting = group.write(payload());
        fixture.settle();
        assertThat(waiting).isNotDone();

        request.unsubscribe();
        fixture.settle();

        assertThat(waiting).isCompleted();
    }

    /** The home executor is quick and the session's late: what is between them must count. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writerThatWaitsForEachWriteLosesNothing(boolean twoExecutors) {
        TrackFixture fixture = TrackFixture.of(SMALL.withMaxQueuedBytes(100 * (OBJECT + 64)), twoExecutors);
        FakeSubscribe request = FakeSubscribe.all();
        request.sender.setWritable(false);
        fixture.serve(request);
        int written = 0;

        for (int round = 0; round < 20; round++) {
            written += writeWhileThereIsRoom(fixture);
            fixture.settle();
        }
        request.sender.setWritable(true);
        fixture.settle();

        assertThat(written).isBetween(20, 100);
        assertThat(request.sender.objects).hasSize(written);
        assertThat(fixture.track.stats().objectsDropped()).isZero();
    }

    /** Writes groups of one object, while the home executor takes them and the session's does nothing. */
    private static int writeWhileThereIsRoom(TrackFixture fixture) {
        int written = 0;
        CompletableFuture<Void> room = CompletableFuture.completedFuture(null);
        while (room.isDone() && written < 1000) {
            try (GroupWriter group = fixture.track.nextGroup()) {
                room = group.write(payload());
                written++;
            }
            fixture.home.run();
        }
        return written;
    }

    @Test
    void hopThatFillsUpHoldsWritersUntilItIsTaken() {
        TrackFixture fixture = TrackFixture.of(SMALL, true);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();

        group.write(payload());
        fixture.home.run();
        group.write(payload());
        fixture.home.run();
        CompletableFuture<Void> waiting = group.write(payload());
        fixture.home.run();
        assertThat(waiting).isNotDone();

        fixture.settle();
        assertThat(waiting).isCompleted();
        assertThat(request.sender.objects).hasSize(3);
    }

    @Test
    void subscriberThatLeavesWithAFullHopLetsWritersGoOn() {
        TrackFixture fixture = TrackFixture.of(SMALL, true);
        FakeSubscribe request = FakeSubscribe.all();
        fixture.serve(request);
        GroupWriter group = fixture.track.nextGroup();
        for (int i = 0; i < 3; i++) {
            group.write(payload());
            fixture.home.run();
        }
        CompletableFuture<Void> waiting = group.write(payload());
        assertThat(waiting).isNotDone();

        request.unsubscribe();
        fixture.settle();

        assertThat(waiting).isCompleted();
        assertThat(group.write(payload())).isCompleted();
    }

    @Test
    void inboxThatFillsUpHoldsWritersUntilItIsTaken() {
        TrackFixture fixture = TrackFixture.of(TrackOptions.defaults());
        GroupWriter group = fixture.track.nextGroup();

        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (int i = 0; i < 100; i++) {
            last = group.write(new byte[100_000]);
        }
        assertThat(last).isNotDone();
        fixture.settle();

        assertThat(last).isCompleted();
    }

    @Test
    void objectsWithoutAPayloadFillTheInboxToo() {
        TrackFixture fixture = TrackFixture.of(TrackOptions.defaults());
        GroupWriter group = fixture.track.nextGroup();

        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (int i = 0; i < 200_000; i++) {
            last = group.write(new byte[0]);
        }

        assertThat(last).isNotDone();
        fixture.settle();
        assertThat(last).isCompleted();
    }

    @Test
    void sharedFutureCanBeGivenATimeoutByOneWriterAlone() throws Exception {
        TrackFixture fixture = TrackFixture.of(TrackOptions.defaults());
        GroupWriter group = fixture.track.nextGroup();
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (int i = 0; i < 100; i++) {
            last = group.write(new byte[100_000]);
        }

        CompletableFuture<Void> impatient = last.orTimeout(1, TimeUnit.MILLISECONDS);
        assertThat(impatient.handle((nothing, error) -> error).get(30, TimeUnit.SECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(last.cancel(true)).isFalse();
        assertThat(last).isNotDone();

        fixture.settle();
        assertThat(last).isCompleted();
    }
}
