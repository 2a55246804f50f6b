package org.moqj.draft07.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.moqj.core.Limits;
import org.moqj.core.spi.draft.ByteBudget;

class ProgressiveArrayTest {

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
}
