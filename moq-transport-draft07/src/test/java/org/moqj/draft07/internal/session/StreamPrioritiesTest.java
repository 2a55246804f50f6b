package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.transport.SendStream;

class StreamPrioritiesTest {

    private final StreamPriorities priorities = new StreamPriorities();

    @Test
    void ordersBySubscriberBeforePublisher() {
        Stream low = add("a", 200, 0, GroupOrder.ASCENDING, 0, 0);
        Stream high = add("b", 10, 255, GroupOrder.ASCENDING, 0, 0);
        Stream middle = add("c", 10, 255, GroupOrder.ASCENDING, 0, 0);
        Stream first = add("d", 10, 3, GroupOrder.ASCENDING, 0, 0);
        assertThat(first.urgency).isPositive().isLessThan(high.urgency);
        assertThat(high.urgency).isEqualTo(middle.urgency).isLessThan(low.urgency);
        assertThat(low.urgency).isLessThanOrEqualTo(127);
    }

    @Test
    void ordersGroupsAndSubgroupsInsideASubscription() {
        Stream group2 = add("a", 0, 0, GroupOrder.ASCENDING, 2, 0);
        Stream group1Sub1 = add("a", 0, 0, GroupOrder.ASCENDING, 1, 1);
        Stream group1Sub0 = add("a", 0, 0, GroupOrder.ASCENDING, 1, 0);
        assertThat(List.of(group1Sub0.urgency, group1Sub1.urgency, group2.urgency))
                .containsExactly(1, 2, 3);
    }

    @Test
    void ordersTheNewestGroupFirstWhereThatIsAskedFor() {
        Stream group1 = add("a", 0, 0, GroupOrder.DESCENDING, 1, 0);
        Stream group2Sub0 = add("a", 0, 0, GroupOrder.DESCENDING, 2, 0);
        Stream group2Sub1 = add("a", 0, 0, GroupOrder.DESCENDING, 2, 1);
        assertThat(List.of(group2Sub0.urgency, group2Sub1.urgency, group1.urgency))
                .containsExactly(1, 2, 3);
    }

    @Test
    void subscriptionsOfEqualPrioritiesShare() {
        Stream a5 = add("a", 0, 0, GroupOrder.ASCENDING, 5, 0);
        Stream a6 = add("a", 0, 0, GroupOrder.ASCENDING, 6, 0);
        Stream b900 = add("b", 0, 0, GroupOrder.ASCENDING, 900, 0);
        assertThat(a5.urgency).isEqualTo(b900.urgency).isLessThan(a6.urgency);
        assertThat(a5.incremental).isTrue();
    }

    @Test
    void movesUpWhatIsBehindAStreamThatEnds() {
        Stream first = add("a", 0, 0, GroupOrder.ASCENDING, 1, 0);
        Stream second = add("a", 0, 0, GroupOrder.ASCENDING, 2, 0);
        priorities.remove(first.entry);
        assertThat(second.urgency).isEqualTo(1);
        priorities.remove(first.entry);
        assertThat(second.urgency).isEqualTo(1);
    }

    @Test
    void keepsThePlaceOfAStreamUntilAllOfItIsSent() {
        Stream first = add("a", 0, 0, GroupOrder.ASCENDING, 1, 0);
        Stream second = add("a", 0, 0, GroupOrder.ASCENDING, 2, 0);
        first.queued = 100;
        priorities.finish(first.entry);
        assertThat(second.urgency).isEqualTo(2);
        first.queued = 0;
        Stream third = add("a", 0, 0, GroupOrder.ASCENDING, 3, 0);
        assertThat(second.urgency).isEqualTo(1);
        assertThat(third.urgency).isEqualTo(2);
    }

    @Test
    void movesAStreamToOtherPriorities() {
        Stream moved = add("a", 5, 5, GroupOrder.ASCENDING, 1, 0);
        Stream other = add("b", 9, 5, GroupOrder.ASCENDING, 1, 0);
        assertThat(moved.urgency).isLessThan(other.urgency);
        priorities.move(moved.entry, 200, 5);
        assertThat(moved.urgency).isGreaterThan(other.urgency);
    }

    @Test
    void touchesFewStreamsOfMany() {
        List<Stream> streams = new ArrayList<>();
        for (int group = 0; group < 1000; group++) {
            streams.add(add("a", 0, 0, GroupOrder.ASCENDING, group, 0));
        }
        int before = streams.stream().mapToInt(stream -> stream.changes).sum();
        priorities.remove(streams.get(0).entry);
        int after = streams.stream().mapToInt(stream -> stream.changes).sum();
        assertThat(after - before).isLessThan(16);
    }

    @Test
    void keepsTheOrderUnderRandomChanges() {
        Random random = new Random(1);
        List<Stream> open = new ArrayList<>();
        for (int round = 0; round < 5000; round++) {
            if (open.size() < 40 && random.nextInt(5) < 3) {
                open.add(add(
                        "s" + random.nextInt(4),
                        random.nextInt(6),
                        random.nextInt(5),
                        GroupOrder.ASCENDING,
                        random.nextInt(1000),
                        random.nextInt(3)));
            } else if (!open.isEmpty()) {
                priorities.remove(open.remove(random.nextInt(open.size())).entry);
            }
            checkOrder(open);
        }
    }

    @Test
    void copesWithMoreLevelsThanUrgencies() {
        List<Stream> streams = new ArrayList<>();
        for (int level = 0; level < 500; level++) {
            streams.add(add("s", level / 2, level % 2, GroupOrder.ASCENDING, 0, 0));
        }
        for (int i = 1; i < streams.size(); i++) {
            assertThat(streams.get(i).urgency).isBetween(streams.get(i - 1).urgency, 127);
        }
        assertThat(streams.get(0).urgency).isEqualTo(1);
    }

    private static void checkOrder(List<Stream> open) {
        for (Stream one : open) {
            assertThat(one.urgency).isBetween(1, 127);
            for (Stream other : open) {
                if (one.level < other.level) {
                    assertThat(one.urgency).isLessThan(other.urgency);
                }
                boolean precedes = one.level == other.level
                        && one.subscription.equals(other.subscription)
                        && one.place < other.place;
                if (precedes) {
                    assertThat(one.urgency).isLessThanOrEqualTo(other.urgency);
                }
            }
        }
    }

    private Stream add(
            String subscription, int subscriber, int publisher, GroupOrder order, long group, long subgroup) {
        Stream stream = new Stream(subscription, subscriber * 256 + publisher, group * 256 + subgroup);
        stream.entry = priorities.add(stream, subscription, subscriber, publisher, order, group, subgroup);
        return stream;
    }

    /** A stream that notes its priority. */
    private static final class Stream implements SendStream {
        private final String subscription;
        private final int level;
        private final long place;
        private StreamPriorities.Entry entry;
        private int urgency;
        private boolean incremental;
        private int changes;
        private long queued;

        Stream(String subscription, int level, long place) {
            this.subscription = subscription;
            this.level = level;
            this.place = place;
        }

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
            throw new AssertionError("Only ordered");
        }

        @Override
        public void finish() {
            throw new AssertionError("Only ordered");
        }

        @Override
        public void reset(long code) {
            throw new AssertionError("Only ordered");
        }

        @Override
        public void setPriority(int newUrgency, boolean isIncremental) {
            urgency = newUrgency;
            incremental = isIncremental;
            changes++;
        }
    }
}
