package org.moqj.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** The promise on memory can be broken. */
class MemoryUseTest {

    @Test
    void noticesLengthsThatWereBelieved() {
        MemoryUse.Start start = MemoryUse.start();
        byte[] claimed = new byte[8 << 20];
        MemoryUse use = start.use(100);

        assertThat(claimed).isNotEmpty();
        assertThat(use.isModest()).isFalse();
        assertThatThrownBy(use::check).isInstanceOf(AssertionError.class).hasMessageContaining("100 bytes");
    }

    @Test
    void noticesBuffersLeftBehind() {
        MemoryUse.Start start = MemoryUse.start();
        ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.heapBuffer(32);
        MemoryUse use = start.use(100);

        assertThat(use.isModest()).isFalse();
        assertThatThrownBy(use::check).isInstanceOf(AssertionError.class).hasMessageContaining("32 bytes");
        buffer.release();
        assertThat(start.use(100).isModest()).isTrue();
    }
}
