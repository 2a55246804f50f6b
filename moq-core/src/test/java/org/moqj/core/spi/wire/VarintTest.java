package org.moqj.core.spi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** QUIC's varints, by the examples of RFC 9000, appendix A.1, and by their properties. */
class VarintTest {

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
    }

    private static String written(long value) {
        ByteBuf out = Unpooled.buffer();
        Varint.write(out, value);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "c2197c5eff14e88c, 151288809941952652",
        "9d7f3e7d, 494878333",
        "7bbd, 15293",
        "25, 37",
        "00, 0",
        "3f, 63",
        "4040, 64",
        "7fff, 16383",
        "80004000, 16384",
        "bfffffff, 1073741823",
        "c000000040000000, 1073741824",
        "ffffffffffffffff, 4611686018427387903",
    })
    void readsAndWritesShortestForms(String hex, long value) {
        ByteBuf in = bytes(hex);
        assertThat(Varint.isReadable(in)).isTrue();
        assertThat(Varint.read(in)).isEqualTo(value);
        assertThat(in.isReadable()).isFalse();
        assertThat(written(value)).isEqualTo(hex);
        assertThat(Varint.size(value)).isEqualTo(hex.length() / 2);
    }

    @ParameterizedTest
    @CsvSource({"4025, 37", "80000025, 37", "c000000000000025, 37", "4000, 0", "c000000000000000, 0", "80003fff, 16383"
    })
    void readsFormsThatAreNotTheShortest(String hex, long value) {
        assertThat(Varint.read(bytes(hex))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "40", "80", "800000", "c0", "c0000000000000"})
    void isNotReadableWhileBytesAreMissing(String hex) {
        assertThat(Varint.isReadable(bytes(hex))).isFalse();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> Varint.size(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Varint.write(Unpooled.buffer(), 1L << 62))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void comesBackAsItWasWritten(@ForAll @LongRange(min = 0, max = Varint.MAX) long value) {
        ByteBuf out = Unpooled.buffer();
        Varint.write(out, value);

        assertThat(out.readableBytes()).isEqualTo(Varint.size(value));
        assertThat(Varint.encodedSize(out.getByte(0))).isEqualTo(out.readableBytes());
        assertThat(Varint.read(out)).isEqualTo(value);
        assertThat(out.isReadable()).isFalse();
    }

    @Property
    void noPrefixOfAVarintIsReadable(@ForAll @LongRange(min = 0, max = Varint.MAX) long value) {
        ByteBuf out = Unpooled.buffer();
        Varint.write(out, value);

        for (int length = 0; length < out.readableBytes(); length++) {
            assertThat(Varint.isReadable(out.slice(0, length))).isFalse();
        }
    }
}
