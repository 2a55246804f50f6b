package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moqj.core.internal.IntakeFixture.ids;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.DoneStatus;
import org.moqj.core.MoqException;
import org.moqj.core.MoqSessionException;
import org.moqj.core.Side;
import org.moqj.core.StreamError;
import org.moqj.core.SubscribeOptions.SlowConsumer;
import org.moqj.core.SubscriptionEnd;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.StreamEnd;

/** Objects in arrival order: demand, limits, the policies for slow consumers, and every way to end. */
class SubscriptionReadingTest {

    @Test
    void handsOutNoMoreThanWasAskedFor() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.read(2);

        FakeStream.begin(fixture.intake, 0).objects(0, 1, 2, 3, 4);
        fixture.time.run();
        assertThat(ids(reader)).containsExactly("0:0", "0:1");

        reader.request(1);
        fixture.time.run();
        assertThat(ids(reader)).containsExactly("0:0", "0:1", "0:2");
    }

    @Test
    void takesNothingFromTheQueueThatWasNotAskedFor() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 4, 1000);
        Probe<MoqObject> reader = fixture.read(1);
        FakeStream stream = FakeStream.begin(fixture.intake, 0).objects(0, 1, 2, 3);
        fixture.time.run();
        assertThat(stream.reading).isTrue();

        stream.objects(4);
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("0:0");
        assertThat(stream.reading).isFalse();
    }

    @Test
    void dropsDatagramsThatFindNoPlaceWhereStreamsWouldWait() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 4, 1000);
        Probe<MoqObject> reader = fixture.read(0);

        for (int i = 0; i < 10; i++) {
            fixture.intake.onDatagram(FakeStream.object(0, i, i, 1), false);
        }
        reader.request(100);
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("0:0", "0:1", "0:2", "0:3");
        assertThat(fixture.subscription.stats().objects()).isEqualTo(10);
        assertThat(fixture.subscription.stats().droppedSlow()).isEqualTo(6);

        fixture.intake.onDatagram(FakeStream.object(0, 10, 10, 1), false);
        fixture.time.run();
        assertThat(ids(reader)).endsWith("0:10");
    }

    @Test
    void whatCameBeforeTheReaderIsKept() {
        IntakeFixture fixture = IntakeFixture.roomy();
        FakeStream.begin(fixture.intake, 0).objects(0, 1).end();
        fixture.done();

        Probe<MoqObject> reader = fixture.read(Long.MAX_VALUE);

        assertThat(ids(reader)).containsExactly("0:0", "0:1");
        assertThat(reader.completed).isTrue();
    }

    @Test
    void secondReaderIsRefused() {
        IntakeFixture fixture = IntakeFixture.roomy();
        fixture.read(1);

        Probe<MoqObject> second = fixture.read(1);

        assertThat(second.error).isInstanceOf(IllegalStateException.class);
        assertThat(fixture.subscription.forEach(object -> {})).isCompletedExceptionally();
    }

    @Test
    void completesWithoutDemandOnceNothingIsLeft() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.read(0);

        fixture.done();

        assertThat(reader.completed).isTrue();
        assertThat(fixture.over).isOne();
        assertThat(fixture.subscription.ended())
                .isCompletedWithValue(
                        new SubscriptionEnd(Side.REMOTE, DoneStatus.TRACK_ENDED, 2, "TRACK_ENDED", "bye"));
    }

    @Test
    void lastObjectIsFollowedByTheEndWithoutMoreDemand() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.read(1);
        FakeStream.begin(fixture.intake, 0).objects(0, 1).end();
        fixture.done();
        assertThat(reader.completed).isFalse();

        reader.request(1);
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("0:0", "0:1");
        assertThat(reader.completed).isTrue();
    }

    @Test
    void lostSessionFailsTheReaderAfterWhatHadArrived() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.read(1);
        FakeStream.begin(fixture.intake, 0).objects(0, 1);
        fixture.time.run();
        MoqSessionException lost = IntakeFixture.lost();

        fixture.intake.onSessionEnd(lost);
        fixture.time.run();
        assertThat(reader.isOver()).isFalse();
        reader.request(5);
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("0:0", "0:1");
        assertThat(reader.error).isSameAs(lost);
        assertThat(fixture.subscription.ended()).isCompletedExceptionally();
        assertThat(fixture.cancelled).isZero();
    }

    @Test
    void closeEndsAtOnceWithWhatIsQueuedLeftOut() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.read(1);
        FakeStream.begin(fixture.intake, 0).objects(0, 1, 2);
        fixture.time.run();

        fixture.subscription.close();
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("0:0");
        assertThat(reader.completed).isTrue();
        assertThat(fixture.cancelled).isOne();
        assertThat(fixture.over).isOne();
        assertThat(fixture.subscription.ended().join().status()).isEqualTo(DoneStatus.UNSUBSCRIBED);
        fixture.subscription.close();
        fixture.time.run();
        assertThat(fixture.cancelled).isOne();
    }

    @Test
    void closeFromWithinTheConsumerStopsTheObjects() {
        IntakeFixture fixture = IntakeFixture.roomy();
        FakeStream.begin(fixture.intake, 0).objects(0, 1, 2, 3, 4);
        List<MoqObject> seen = new ArrayList<>();

        CompletableFuture<Void> done = fixture.subscription.forEach(object -> {
            seen.add(object);
            if (seen.size() == 2) {
                fixture.subscription.close();
            }
        });
        fixture.time.run();

        assertThat(seen).hasSize(2);
        assertThat(done).isCompleted();
    }

    @Test
    void cancellingForEachEndsTheSubscription() {
        IntakeFixture fixture = IntakeFixture.roomy();
        CompletableFuture<Void> done = fixture.subscription.forEach(object -> {});
        fixture.time.run();

        done.cancel(false);
        fixture.time.run();

        assertThat(fixture.cancelled).isOne();
        assertThat(fixture.over).isOne();
    }

    @Test
    void cancelByTheSubscriberUnsubscribesAndNothingFollows() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.read(10);

        reader.subscription.cancel();
        FakeStream.begin(fixture.intake, 0).objects(0, 1);
        fixture.time.run();

        assertThat(reader.items).isEmpty();
        assertThat(reader.isOver()).isFalse();
        assertThat(fixture.cancelled).isOne();
    }

    @Test
    void subscriberThatThrowsEndsItsSubscription() {
        IntakeFixture fixture = IntakeFixture.roomy();
        RuntimeException broken = new IllegalStateException("broken");
        Probe<MoqObject> reader = fixture.subscribed(new Probe<>(10, object -> {
            throw broken;
        }));

        FakeStream.begin(fixture.intake, 0).objects(0, 1);
        fixture.time.run();

        assertThat(reader.items).hasSize(1);
        assertThat(reader.error).isSameAs(broken);
        assertThat(fixture.cancelled).isOne();
    }

    @Test
    void subscriberThatThrowsAnErrorEndsItsSubscription() {
        IntakeFixture fixture = IntakeFixture.roomy();
        AssertionError broken = new AssertionError("broken");
        CompletableFuture<Void> done = fixture.subscription.forEach(object -> {
            throw broken;
        });

        FakeStream.begin(fixture.intake, 0).objects(0, 1);
        fixture.time.run();

        assertThat(done).isCompletedExceptionally();
        assertThat(done.handle((nothing, error) -> error).join()).isSameAs(broken);
        assertThat(fixture.cancelled).isOne();
    }

    @Test
    void requestOfNothingIsAnError() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.read(1);

        reader.request(0);
        fixture.time.run();

        assertThat(reader.error).isInstanceOf(IllegalArgumentException.class);
        assertThat(fixture.cancelled).isOne();
    }

    // ---- slow consumers

    @Test
    void blockPausesStreamsAndResumesThem() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 4, 1000);
        FakeStream first = FakeStream.begin(fixture.intake, 0).objects(0, 1, 2, 3);
        assertThat(first.reading).isFalse();
        FakeStream late = FakeStream.begin(fixture.intake, 1);
        assertThat(late.reading).isFalse();

        Probe<MoqObject> reader = fixture.read(1);
        assertThat(first.reading).isFalse();
        reader.request(1);
        fixture.time.run();

        assertThat(first.reading).isTrue();
        assertThat(late.reading).isTrue();
    }

    @Test
    void blockCountsBytesToo() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 1000, 100);

        FakeStream stream = FakeStream.begin(fixture.intake, 0).object(0, 99);
        assertThat(stream.reading).isTrue();
        stream.object(1, 1);

        assertThat(stream.reading).isFalse();
    }

    @Test
    void endedStreamIsNotResumed() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 2, 1000);
        FakeStream stream = FakeStream.begin(fixture.intake, 0).objects(0, 1);
        stream.end();

        fixture.read(Long.MAX_VALUE);

        assertThat(stream.reading).isFalse();
    }

    @Test
    void dropOldestGroupDropsItWholeAndCounts() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.DROP_OLDEST_GROUP, 6, 1000);
        FakeStream first = FakeStream.begin(fixture.intake, 1).objects(0, 1, 2);
        FakeStream second = FakeStream.begin(fixture.intake, 2).objects(0, 1, 2);

        first.objects(3, 4);
        second.objects(3);
        Probe<MoqObject> reader = fixture.read(Long.MAX_VALUE);

        assertThat(ids(reader)).containsExactly("2:0", "2:1", "2:2", "2:3");
        assertThat(fixture.subscription.stats().droppedSlow()).isEqualTo(5);
        assertThat(fixture.subscription.stats().droppedLate()).isZero();
        assertThat(fixture.subscription.stats().objects()).isEqualTo(9);
        assertThat(first.reading).isTrue();
    }

    @Test
    void restOfADroppedGroupIsSlowNotLate() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.DROP_OLDEST_GROUP, 4, 1000);
        Probe<MoqObject> reader = fixture.readInOrder(0, Duration.ofSeconds(1));
        FakeStream first = FakeStream.begin(fixture.intake, 1).objects(0, 1);
        FakeStream.begin(fixture.intake, 2).objects(0, 1);

        first.objects(2);
        reader.request(10);
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("2:0", "2:1");
        assertThat(fixture.subscription.stats().droppedSlow()).isEqualTo(3);
        assertThat(fixture.subscription.stats().droppedLate()).isZero();
    }

    @Test
    void skipToNewestLeavesTheNewestGroup() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.SKIP_TO_NEWEST, 6, 1000);
        FakeStream.begin(fixture.intake, 1).objects(0, 1);
        FakeStream.begin(fixture.intake, 2).objects(0, 1);
        FakeStream.begin(fixture.intake, 3).objects(0, 1);

        Probe<MoqObject> reader = fixture.read(Long.MAX_VALUE);

        assertThat(ids(reader)).containsExactly("3:0", "3:1");
        assertThat(fixture.subscription.stats().droppedSlow()).isEqualTo(4);
    }

    @Test
    void endFailsTheReaderAtOnceAndCountsWhatItDrops() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.END, 4, 1000);
        Probe<MoqObject> reader = fixture.read(0);
        FakeStream stream = FakeStream.begin(fixture.intake, 0).objects(0, 1, 2, 3);
        fixture.time.run();

        assertThat(reader.error).isInstanceOf(MoqException.class);
        assertThat(reader.items).isEmpty();
        assertThat(fixture.cancelled).isOne();
        assertThat(fixture.subscription.stats().droppedSlow()).isEqualTo(4);
        assertThat(fixture.subscription.ended().join().status()).isEqualTo(DoneStatus.TOO_FAR_BEHIND);
        assertThat(stream.stopped).isEqualTo(StreamError.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(SlowConsumer.class)
    void readerThatKeepsUpLosesNothing(SlowConsumer policy) {
        IntakeFixture fixture = new IntakeFixture(policy, 4, 4);
        Probe<MoqObject> reader = fixture.read(Long.MAX_VALUE);
        FakeStream stream = FakeStream.begin(fixture.intake, 0);

        for (int i = 0; i < 100; i++) {
            stream.objects(i);
            fixture.time.run();
        }

        assertThat(reader.items).hasSize(100);
        assertThat(fixture.subscription.stats().droppedSlow()).isZero();
    }

    // ---- streams

    @Test
    void countsHowStreamsEnd() {
        IntakeFixture fixture = IntakeFixture.roomy();
        for (StreamEnd.Kind kind : StreamEnd.Kind.values()) {
            FakeStream.begin(fixture.intake, 0).end(kind);
        }

        var stats = fixture.subscription.stats();
        assertThat(stats.streams()).isEqualTo(5);
        assertThat(stats.streamsReset()).isOne();
        assertThat(stats.streamsTruncated()).isOne();
        assertThat(stats.streamsOverLimit()).isOne();
        assertThat(stats.streamsMalformed()).isOne();
    }

    @Test
    void streamThatComesAfterTheEndIsStopped() {
        IntakeFixture fixture = IntakeFixture.roomy();
        fixture.done();

        FakeStream late = FakeStream.begin(fixture.intake, 0).objects(0);

        assertThat(late.stopped).isEqualTo(StreamError.CANCELLED);
        assertThat(fixture.subscription.stats().objects()).isZero();
    }

    @Test
    void streamThatIsOpenAtTheEndIsStopped() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 2, 1000);
        FakeStream paused = FakeStream.begin(fixture.intake, 0).objects(0, 1);

        fixture.done();

        assertThat(paused.stopped).isEqualTo(StreamError.CANCELLED);
    }
}
