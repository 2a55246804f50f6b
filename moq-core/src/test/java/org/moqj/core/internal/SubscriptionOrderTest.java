package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.moqj.core.internal.IntakeFixture.ids;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.MoqGroup;
import org.moqj.core.SubscribeOptions.SlowConsumer;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.StreamEnd;

/** Objects in the order of groups, and whole groups: who waits for whom, and for how long. */
class SubscriptionOrderTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static List<String> groups(Probe<MoqGroup> probe) {
        return probe.items.stream()
                .map(group -> group.groupId() + "x" + group.objects().size() + (group.complete() ? "" : " cut"))
                .toList();
    }

    @Test
    void newerGroupWaitsForTheOlderOneToEnd() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.readInOrder(100, SECOND);
        FakeStream first = FakeStream.begin(fixture.intake, 1).objects(0);
        FakeStream.begin(fixture.intake, 2).objects(0, 1);
        fixture.time.run();
        assertThat(ids(reader)).containsExactly("1:0");

        first.objects(1).end();
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("1:0", "1:1", "2:0", "2:1");
    }

    @Test
    void newerGroupWaitsNoLongerThanPatienceSinceItBegan() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.readInOrder(100, SECOND);
        FakeStream first = FakeStream.begin(fixture.intake, 1).objects(0);
        fixture.time.advance(Duration.ofSeconds(5));
        FakeStream.begin(fixture.intake, 2).objects(0);

        fixture.time.advance(Duration.ofMillis(999));
        assertThat(ids(reader)).containsExactly("1:0");
        fixture.time.advance(Duration.ofMillis(1));
        assertThat(ids(reader)).containsExactly("1:0", "2:0");

        first.objects(1);
        fixture.time.run();
        assertThat(ids(reader)).containsExactly("1:0", "2:0");
        assertThat(fixture.subscription.stats().droppedLate()).isOne();
    }

    @Test
    void patienceCountsFromTheNewerGroupThatBeganFirst() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.readInOrder(100, SECOND);
        FakeStream.begin(fixture.intake, 1).objects(0);
        FakeStream.begin(fixture.intake, 3).objects(0);
        fixture.time.advance(Duration.ofMillis(900));
        FakeStream.begin(fixture.intake, 2).objects(0);

        fixture.time.advance(Duration.ofMillis(100));

        assertThat(ids(reader)).containsExactly("1:0", "2:0", "3:0");
    }

    @Test
    void patienceMayBeForEver() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.readInOrder(100, Duration.ofSeconds(Long.MAX_VALUE));
        FakeStream first = FakeStream.begin(fixture.intake, 1).objects(0);
        FakeStream.begin(fixture.intake, 2).objects(0);
        fixture.time.advance(Duration.ofDays(1));
        assertThat(ids(reader)).containsExactly("1:0");

        first.end();
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("1:0", "2:0");
    }

    @Test
    void negativePatienceIsRefused() {
        IntakeFixture fixture = IntakeFixture.roomy();

        assertThatThrownBy(() -> fixture.subscription.inOrder(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fixture.subscription.groups(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deadlineThatPassesWithoutDemandLeavesTheExecutorAlone() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.readInOrder(1, SECOND);
        FakeStream.begin(fixture.intake, 1).objects(0, 1);
        FakeStream.begin(fixture.intake, 2).objects(0);

        fixture.time.advance(Duration.ofSeconds(3));
        assertThat(ids(reader)).containsExactly("1:0");
        assertThat(fixture.time.scheduledTasks()).isZero();

        reader.request(10);
        fixture.time.run();
        assertThat(ids(reader)).containsExactly("1:0", "1:1", "2:0");
    }

    @Test
    void endLeavesNoTimer() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.readInOrder(10, Duration.ofDays(1));
        FakeStream.begin(fixture.intake, 1).objects(0);
        FakeStream.begin(fixture.intake, 2).objects(0);
        fixture.time.run();

        fixture.done();

        assertThat(ids(reader)).containsExactly("1:0", "2:0");
        assertThat(reader.completed).isTrue();
        assertThat(fixture.time.scheduledTasks()).isZero();
    }

    @Test
    void objectsThatWaitComeByTheirIds() {
        IntakeFixture fixture = IntakeFixture.roomy();
        FakeStream.begin(fixture.intake, 2, 1).objects(1, 3);
        FakeStream.begin(fixture.intake, 2, 0).objects(0, 2);
        FakeStream.begin(fixture.intake, 1, 0).objects(7);
        fixture.done();

        Probe<MoqObject> reader = fixture.readInOrder(100, SECOND);

        assertThat(ids(reader)).containsExactly("1:7", "2:0", "2:1", "2:2", "2:3");
        assertThat(reader.completed).isTrue();
    }

    @Test
    void groupsComeWholeOnceTheNextBegins() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqGroup> reader = fixture.readGroups(100, SECOND);
        FakeStream.begin(fixture.intake, 1).objects(0, 1).end();
        fixture.time.run();
        assertThat(reader.items).isEmpty();

        FakeStream.begin(fixture.intake, 2).objects(0);
        fixture.time.run();
        assertThat(groups(reader)).containsExactly("1x2");

        fixture.done();
        assertThat(groups(reader)).containsExactly("1x2", "2x1 cut");
        assertThat(reader.completed).isTrue();
    }

    @Test
    void groupIsCutWhenPatienceEnds() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqGroup> reader = fixture.readGroups(100, SECOND);
        FakeStream.begin(fixture.intake, 1).objects(0, 1);
        FakeStream.begin(fixture.intake, 2).objects(0);

        fixture.time.advance(SECOND);

        assertThat(groups(reader)).containsExactly("1x2 cut");
    }

    @Test
    void groupWithAResetStreamIsNotComplete() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqGroup> reader = fixture.readGroups(100, SECOND);
        FakeStream.begin(fixture.intake, 1).objects(0).end(StreamEnd.Kind.RESET);
        FakeStream.begin(fixture.intake, 2).objects(0).end();
        fixture.done();

        assertThat(groups(reader)).containsExactly("1x1 cut", "2x1");
    }

    @Test
    void whatHappenedToStreamsBeforeTheReaderCameCounts() {
        IntakeFixture fixture = IntakeFixture.roomy();
        FakeStream.begin(fixture.intake, 1, 0).objects(0).end(StreamEnd.Kind.RESET);
        FakeStream stillOpen = FakeStream.begin(fixture.intake, 1, 1).objects(1);
        Probe<MoqGroup> reader = fixture.readGroups(100, SECOND);

        stillOpen.end();
        FakeStream.begin(fixture.intake, 2).objects(0).end();
        fixture.time.run();

        assertThat(groups(reader)).containsExactly("1x2 cut");
    }

    @Test
    void groupThatIsLargerThanTheQueueIsCutInsteadOfStoppingEverything() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 4, 1000);
        Probe<MoqGroup> reader = fixture.readGroups(0, SECOND);
        FakeStream stream = FakeStream.begin(fixture.intake, 1).objects(0, 1, 2, 3);
        fixture.time.run();
        assertThat(stream.reading).isFalse();

        reader.request(1);
        fixture.time.run();

        assertThat(groups(reader)).containsExactly("1x4 cut");
        assertThat(stream.reading).isTrue();
    }

    @Test
    void readerThatWaitsForTheRestOfAGroupIsNotHeldByThePause() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 10, 1000);
        Probe<MoqGroup> reader = fixture.readGroups(0, SECOND);
        FakeStream.begin(fixture.intake, 1).objects(0, 1, 2).end();
        FakeStream second = FakeStream.begin(fixture.intake, 2).objects(0, 1, 2, 3, 4, 5, 6);
        fixture.time.run();
        assertThat(second.reading).isFalse();

        reader.request(2);
        fixture.time.run();

        assertThat(groups(reader)).containsExactly("1x3");
        assertThat(second.reading).isTrue();
    }

    @Test
    void olderGroupWithoutAnObjectDoesNotStopAFullQueue() {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 4, 1000);
        Probe<MoqObject> reader = fixture.readInOrder(0, Duration.ofDays(1));
        FakeStream.begin(fixture.intake, 1);
        FakeStream.begin(fixture.intake, 2);
        FakeStream full = FakeStream.begin(fixture.intake, 3).objects(0, 1, 2, 3);
        fixture.time.run();
        assertThat(full.reading).isFalse();

        reader.request(100);
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("3:0", "3:1", "3:2", "3:3");
        assertThat(full.reading).isTrue();
    }

    @Test
    void datagramsAreOrderedToo() {
        IntakeFixture fixture = IntakeFixture.roomy();
        Probe<MoqObject> reader = fixture.readInOrder(100, SECOND);
        fixture.intake.onDatagram(FakeStream.object(1, 0, 0, 1), false);
        fixture.intake.onDatagram(FakeStream.object(2, 0, 0, 1), false);
        fixture.time.run();
        fixture.intake.onDatagram(FakeStream.object(1, 1, 1, 1), true);
        fixture.time.run();

        assertThat(ids(reader)).containsExactly("1:0", "2:0");
        assertThat(fixture.subscription.stats().droppedLate()).isOne();
    }
}
