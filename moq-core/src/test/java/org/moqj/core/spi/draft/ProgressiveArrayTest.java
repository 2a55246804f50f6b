package org.moqj.core.spi.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.moqj.core.Limits;

class ProgressiveArrayTest {

    private static final int CLAIMED = 10 << 20;

    private static boolean read(ProgressiveArray array, ByteBuf in) {
        assertThat(array.reserve(in)).isTrue();
        return array.read(in);
    }

    @Test
    void hasTheExactLengthWhenItIsComplete() {
        for (int length : new int[] {1, 2, 3, 100, 1000}) {
            ProgressiveArray payload = new ProgressiveArray(ByteBudget.of(Limits.defaults()));
            payload.begin(length);
            ByteBuf in = Unpooled.buffer().writeZero(length + 5);
            boolean complete = false;
            while (!complete) {
                ByteBuf next = in.slice(in.readerIndex(), 1);
                assertThat(payload.reserve(next)).isTrue();
                complete = payload.read(next);
                in.skipBytes(1);
            }
            assertThat(payload.take()).hasSize(length);
            assertThat(in.readableBytes()).isEqualTo(5);
        }
    }

    @Test
    void takesNoMemoryForALengthThatIsOnlyClaimed() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuf in = Unpooled.buffer().writeZero(100);
        ProgressiveArray payload = new ProgressiveArray(ByteBudget.of(Limits.defaults()));
        payload.begin(1 << 30);
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean reserved = payload.reserve(in);
        boolean complete = payload.read(in);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(reserved).isTrue();
        assertThat(complete).isFalse();
        assertThat(taken).isLessThan(100_000);
    }

    @Test
    void takesNoMoreThanTheBudgetHas() {
        ByteBudget budget =
                ByteBudget.of(Limits.defaults().withMaxObjectSize(1000).withMaxUnfinishedBytes(1000));
        ProgressiveArray payload = new ProgressiveArray(budget);
        payload.begin(600);
        assertThat(payload.reserve(Unpooled.buffer().writeZero(1))).isTrue();
        assertThat(budget.used()).isEqualTo(600);
        ProgressiveArray other = new ProgressiveArray(budget);
        other.begin(401);
        assertThat(other.reserve(Unpooled.buffer().writeZero(1))).isFalse();

        payload.release();
        assertThat(budget.used()).isZero();
        assertThat(other.reserve(Unpooled.buffer().writeZero(1))).isTrue();
    }

    @Test
    void saysHowMuchTheBudgetLacks() {
        ByteBudget budget =
                ByteBudget.of(Limits.defaults().withMaxObjectSize(1000).withMaxUnfinishedBytes(1000));
        ProgressiveArray array = new ProgressiveArray(budget);
        array.begin(1001);
        ByteBuf in = Unpooled.buffer().writeZero(1);

        assertThat(array.reserve(in)).isFalse();
        assertThat(array.wanted(in)).isEqualTo(1001);
        assertThat(budget.used()).isZero();
    }

    @Test
    void takesNoMoreThanDoubleOfWhatArrived() {
        ProgressiveArray array = new ProgressiveArray(ByteBudget.of(Limits.defaults()));
        array.begin(CLAIMED);
        int arrived = 0;
        while (arrived < 1 << 20) {
            read(array, Unpooled.wrappedBuffer(new byte[1000]));
            arrived += 1000;

            assertThat(array.capacity()).isLessThanOrEqualTo(Math.max(64 << 10, 2 * arrived));
        }
    }

    @Test
    void isAsLongAsClaimedOnceFull() {
        ProgressiveArray array = new ProgressiveArray(ByteBudget.of(Limits.defaults()));
        array.begin(100_000);
        byte[] sent = new byte[100_000];
        new Random(1).nextBytes(sent);
        ByteBuf in = Unpooled.wrappedBuffer(sent);

        boolean full = false;
        while (!full) {
            full = read(array, in.readSlice(Math.min(777, in.readableBytes())));
        }

        assertThat(array.take()).isEqualTo(sent);
    }

    @Test
    void leavesWhatIsNotItsOwn() {
        ProgressiveArray array = new ProgressiveArray(ByteBudget.of(Limits.defaults()));
        array.begin(2);
        ByteBuf in = Unpooled.wrappedBuffer(new byte[] {1, 2, 3});

        assertThat(read(array, in)).isTrue();
        assertThat(in.readableBytes()).isEqualTo(1);
    }

    @Test
    void growsOnlyWhenItIsFull() {
        ByteBudget budget = ByteBudget.of(Limits.defaults());
        ProgressiveArray array = new ProgressiveArray(budget);
        array.begin(500_000);

        read(array, Unpooled.wrappedBuffer(new byte[80_000])); // more than a first step at once
        assertThat(array.capacity()).isEqualTo(160_000);
        assertThat(budget.used()).isEqualTo(160_000);

        read(array, Unpooled.wrappedBuffer(new byte[80_000]));
        assertThat(array.capacity()).isEqualTo(160_000);

        read(array, Unpooled.wrappedBuffer(new byte[1]));
        assertThat(array.capacity()).isEqualTo(320_002);
        assertThat(budget.used()).isEqualTo(320_002);

        array.release();
        assertThat(array.capacity()).isZero();
        assertThat(budget.used()).isZero();
    }
}
