package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.moqj.core.Limits;
import org.moqj.core.spi.draft.ByteBudget;

class ProgressiveArrayTest {

    private static final int CLAIMED = 10 << 20;

    @Test
    void takesNoMoreThanDoubleOfWhatArrived() throws StreamFault {
        ProgressiveArray array = new ProgressiveArray(ByteBudget.of(Limits.defaults()));
        array.begin(CLAIMED);
        int arrived = 0;
        while (arrived < 1 << 20) {
            array.read(Unpooled.wrappedBuffer(new byte[1000]));
            arrived += 1000;

            assertThat(array.capacity()).isLessThanOrEqualTo(Math.max(64 << 10, 2 * arrived));
        }
    }

    @Test
    void isAsLongAsClaimedOnceFull() throws StreamFault {
        ProgressiveArray array = new ProgressiveArray(ByteBudget.of(Limits.defaults()));
        array.begin(100_000);
        byte[] sent = new byte[100_000];
        new Random(1).nextBytes(sent);
        ByteBuf in = Unpooled.wrappedBuffer(sent);

        boolean full = false;
        while (!full) {
            full = array.read(in.readSlice(Math.min(777, in.readableBytes())));
        }

        assertThat(array.take()).isEqualTo(sent);
    }

    @Test
    void leavesWhatIsNotItsOwn() throws StreamFault {
        ProgressiveArray array = new ProgressiveArray(ByteBudget.of(Limits.defaults()));
        array.begin(2);
        ByteBuf in = Unpooled.wrappedBuffer(new byte[] {1, 2, 3});

        assertThat(array.read(in)).isTrue();
        assertThat(in.readableBytes()).isEqualTo(1);
    }

    @Test
    void growsOnlyWhenItIsFull() throws StreamFault {
        ByteBudget budget = ByteBudget.of(Limits.defaults());
        ProgressiveArray array = new ProgressiveArray(budget);
        array.begin(500_000);

        array.read(Unpooled.wrappedBuffer(new byte[80_000])); // more than a first step at once
        assertThat(array.capacity()).isEqualTo(160_000);
        assertThat(budget.used()).isEqualTo(160_000);

        array.read(Unpooled.wrappedBuffer(new byte[80_000]));
        assertThat(array.capacity()).isEqualTo(160_000);

        array.read(Unpooled.wrappedBuffer(new byte[1]));
        assertThat(array.capacity()).isEqualTo(320_002);
        assertThat(budget.used()).isEqualTo(320_002);

        array.release();
        assertThat(array.capacity()).isZero();
        assertThat(budget.used()).isZero();
    }
}
