package org.moqj.draft07.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ProgressiveArrayTest {

    @Test
    void hasTheExactLengthWhenItIsComplete() {
        for (int length : new int[] {1, 2, 3, 100, 1000}) {
            ProgressiveArray payload = new ProgressiveArray();
            payload.begin(length);
            ByteBuf in = Unpooled.buffer().writeZero(length + 5);
            boolean complete = false;
            while (!complete) {
                complete = payload.read(in.slice(in.readerIndex(), 1));
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
        ProgressiveArray payload = new ProgressiveArray();
        payload.begin(1 << 30);
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean complete = payload.read(in);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(complete).isFalse();
        assertThat(taken).isLessThan(100_000);
    }
}
