package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.transport.SendStream;

/** The order of data streams (draft-14, section 7.2). */
class StreamPrioritiesTest {

    /** A stream that keeps its urgency. */
    private static final class Stream implements SendStream {

        private int urgency = -1;
        private int changes;
        private long queued;

        @Override
        public long id() {
            return 0;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public long queuedBytes() {
            return queued;
        }

        @Override
        public void write(ByteBuf data, boolean last) {
            throw new UnsupportedOperationException("only ordered here");
        }

        @Override
        public void finish() {
            throw new UnsupportedOperationException("only ordered here");
        }

        @Override
        public void reset(long code) {
            throw new UnsupportedOperationException("only ordered here");
        }

        @Override
        public void setPriority(int newUrgency, boolean incremental) {
            assertThat(newUrgency).isBetween(1, 127); // 0 is the control stream's
            assertThat(incremental).as("equals share").isTrue();
            urgency = newUrgency;
            changes++;
        }
    }

    private final StreamPriorities priorities = new StreamPriorities();
    private final Object request = "one";
    private final Object other = "other";

    private Stream open(Object of, GroupOrder order, int subscriber, int publisher, long group, long subgroup) {
        Stream stream = new Stream();
        priorities.add(stream, new StreamPriorities.Place(of, order, group, subgroup), subscriber, publisher);
        return stream;
    }

    private Stream open(int subscriber, int publisher, long group, long subgroup) {
        return open(request, GroupOrder.ASCENDING, subscriber, publisher, group, subgroup);
    }

    private static void expectOrder(Stream... streams) {
        for (int i = 1; i < streams.length; i++) {
            assertThat(streams[i].urgency).as("stream " + i).isGreaterThan(streams[i - 1].urgency);
        }
    }

    @Test
    void subscriberPriorityGoesFirst() {
        Stream late = open(other, GroupOrder.ASCENDING, 200, 0, 0, 0);
        Stream early = open(100, 255, 9, 9);

        expectOrder(early, late);
    }

    @Test
    void publisherPriorityGoesSecond() {
        Stream late = open(100, 8, 0, 0);
        Stream early = open(100, 7, 9, 9);

        expectOrder(early, late);
    }

    @Test
    void groupOrderGoesThird() {
        Stream group2 = open(100, 7, 2, 0);
        Stream group1 = open(100, 7, 1, 9);
        Stream group3 = open(100, 7, 3, 0);
        expectOrder(group1, group2, group3);

        Stream newest = open(other, GroupOrder.DESCENDING, 50, 7, 3, 9);
        Stream oldest = open(other, GroupOrder.DESCENDING, 50, 7, 1, 0);
        Stream middle = open(other, GroupOrder.DESCENDING, 50, 7, 2, 0);
        expectOrder(newest, middle, oldest, group1);
    }

    @Test
    void lowestSubgroupGoesFourth() {
        Stream second = open(100, 7, 1, 4);
        Stream first = open(100, 7, 1, 3);
        Stream third = open(100, 7, 1, 5);

        expectOrder(first, second, third);
    }

    @Test
    void requestsOfEqualPriorityShare() {
        Stream one = open(request, GroupOrder.ASCENDING, 100, 7, 5, 0);
        Stream two = open(other, GroupOrder.ASCENDING, 100, 7, 900, 3);

        assertThat(two.urgency).isEqualTo(one.urgency);
    }

    @Test
    void lastLevelIsSharedByWhatIsBeyond() {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            streams.add(open(100, 7, i, 0));
        }

        expectOrder(streams.subList(0, 127).toArray(new Stream[0]));
        assertThat(streams.subList(126, 300))
                .allSatisfy(stream -> assertThat(stream.urgency).isEqualTo(127));
    }

    @Test
    void levelsThatWereLeftAreUsedAgain() {
        Stream last = new Stream();
        for (int i = 0; i < 1000; i++) {
            StreamPriorities.Entry entry =
                    priorities.add(last, new StreamPriorities.Place(request, GroupOrder.ASCENDING, i, 0), 100, 7);
            assertThat(last.urgency).isEqualTo(1);
            priorities.remove(entry);
        }
    }

    @Test
    void steadyFlowOfGroupsChangesLittle() {
        Stream background = open(other, GroupOrder.ASCENDING, 100, 7, 0, 0);
        StreamPriorities.Entry previous = null;
        for (int i = 0; i < 100; i++) {
            StreamPriorities.Entry entry = priorities.add(
                    new Stream(), new StreamPriorities.Place(request, GroupOrder.ASCENDING, i, 0), 100, 7);
            if (previous != null) {
                priorities.remove(previous);
            }
            previous = entry;
        }

        assertThat(background.changes).isEqualTo(1);
    }

    @Test
    void movesStreamWhosePriorityChanges() {
        Stream one = new Stream();
        StreamPriorities.Entry entry =
                priorities.add(one, new StreamPriorities.Place(request, GroupOrder.ASCENDING, 0, 0), 100, 7);
        Stream two = open(other, GroupOrder.ASCENDING, 100, 8, 0, 0);
        expectOrder(one, two);

        priorities.move(entry, 100, 9);
        expectOrder(two, one);
        priorities.reprioritize(request, 1);
        expectOrder(one, two);
    }

    @Test
    void streamKeepsItsPlaceUntilAllOfItIsSent() {
        Stream first = new Stream();
        first.queued = 100;
        StreamPriorities.Entry entry =
                priorities.add(first, new StreamPriorities.Place(request, GroupOrder.DESCENDING, 0, 0), 100, 7);
        priorities.finish(entry);
        Stream second = open(request, GroupOrder.DESCENDING, 100, 7, 1, 0);
        expectOrder(second, first);
        Stream hidden = open(other, GroupOrder.ASCENDING, 50, 7, 0, 0);
        priorities.reprioritize(request, 10);
        expectOrder(second, first, hidden);

        first.queued = 0;
        Stream third = open(request, GroupOrder.DESCENDING, 10, 7, 0, 3);
        assertThat(third.urgency).isEqualTo(first.urgency);
    }
}
