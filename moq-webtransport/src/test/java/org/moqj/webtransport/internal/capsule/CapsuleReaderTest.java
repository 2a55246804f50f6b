package org.moqj.webtransport.internal.capsule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapsuleReaderTest {

    /** Type 0x2843, length 6, code 7, "ok". */
    private static final String CLOSE = "6843 06 00000007 6f6b";

    /** Type 0x78ae with nothing, type 0x17 with 3 bytes, type 0 with 100. */
    private static final String OTHERS = "800078ae 00 17 03 010203 00 4064" + "ff".repeat(100);

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void readsWhatTheDraftShows() throws MalformedCapsule {
        assertThat(new CapsuleReader().read(bytes(CLOSE))).isEqualTo(new CloseSession(7, "ok"));
    }

    @Test
    void writesWhatTheDraftShows() {
        ByteBuf written = new CloseSession(7, "ok").write(UnpooledByteBufAllocator.DEFAULT);
        try {
            assertThat(ByteBufUtil.hexDump(written)).isEqualTo(CLOSE.replace(" ", ""));
        } finally {
            written.release();
        }
    }

    @Test
    void readsByteByByteBehindOtherCapsules() throws MalformedCapsule {
        CapsuleReader reader = new CapsuleReader();
        ByteBuf all = bytes(OTHERS + CLOSE);
        while (all.readableBytes() > 1) {
            assertThat(reader.read(all.readSlice(1))).isNull();
        }

        assertThat(reader.read(all)).isEqualTo(new CloseSession(7, "ok"));
    }

    @Test
    void stopsBehindTheEndOfTheSession() throws MalformedCapsule {
        ByteBuf all = bytes(CLOSE + "ffff");
        new CapsuleReader().read(all);

        assertThat(all.readableBytes()).isEqualTo(2);
    }

    @Test
    void takesCodesOfAll32Bits() throws MalformedCapsule {
        assertThat(new CapsuleReader().read(bytes("6843 04 ffffffff"))).isEqualTo(new CloseSession(0xffff_ffffL, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6843 00", "6843 03 000000", "6843 4405", "6843 bfffffff", "6843 ffffffffffffffff"})
    void refusesLengthsThatCannotBe(String hex) {
        assertThatExceptionOfType(MalformedCapsule.class)
                .isThrownBy(() -> new CapsuleReader().read(bytes(hex)))
                .withMessageContaining("CLOSE_WEBTRANSPORT_SESSION");
    }

    @Test
    void takesTheLongestReason() throws MalformedCapsule {
        String hex = "6843 4404 00000001" + "78".repeat(CloseSession.MAX_REASON);

        assertThat(new CapsuleReader().read(bytes(hex)))
                .isEqualTo(new CloseSession(1, "x".repeat(CloseSession.MAX_REASON)));
    }

    @Test
    void writesNoLongerReason() throws MalformedCapsule {
        ByteBuf written = new CloseSession(1, "x".repeat(5000)).write(UnpooledByteBufAllocator.DEFAULT);
        try {
            assertThat(new CapsuleReader().read(written).reason()).hasSize(CloseSession.MAX_REASON);
        } finally {
            written.release();
        }
    }

    /** Whatever comes is read to its end, or refused, without taking memory for what it claims. */
    @Test
    void survivesRandomBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] data = new byte[random.nextInt(64)];
            random.nextBytes(data);
            ByteBuf in = Unpooled.wrappedBuffer(data);
            try {
                CloseSession close = new CapsuleReader().read(in);
                assertThat(close == null && in.isReadable()).isFalse();
            } catch (MalformedCapsule e) {
                assertThat(e).hasMessageContaining("bytes");
            }
        }
    }
}
