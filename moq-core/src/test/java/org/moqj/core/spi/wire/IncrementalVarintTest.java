package org.moqj.core.spi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementalVarintTest {

    private final IncrementalVarint varint = new IncrementalVarint();

    @ParameterizedTest
    @ValueSource(longs = {0, 63, 64, 16_383, 16_384, (1L << 30) - 1, 1L << 30, (1L << 62) - 1})
    void readsAtAnySplit(long value) {
        ByteBuf whole = Unpooled.buffer();
        Varint.write(whole, value);
        for (int first = 0; first < whole.readableBytes(); first++) {
            ByteBuf in = whole.duplicate();

            assertThat(varint.read(in.readSlice(first))).isFalse();
            assertThat(varint.isPartial()).isEqualTo(first > 0);
            assertThat(varint.read(in)).isTrue();
            assertThat(varint.value()).isEqualTo(value);
            assertThat(varint.isPartial()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {63, 16_383, (1L << 62) - 1})
    void leavesWhatIsNotItsOwn(long value) {
        ByteBuf in = Unpooled.buffer();
        Varint.write(in, value);
        in.writeByte(0x7f);

        assertThat(varint.read(in)).isTrue();
        assertThat(in.readableBytes()).isEqualTo(1);
    }
}
