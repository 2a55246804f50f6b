package org.moqj.webtransport.internal.http3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.webtransport.internal.quic.ErrorCodes;

class WebTransportCodesTest {

    private static final long FIRST = 0x52e4_a40f_a8dbL;

    private final WebTransportCodes codes = WebTransportCodes.INSTANCE;

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "29, 29", "30, 31", "31, 32", "59, 60", "60, 62"})
    void skipsEachCodeReservedForGreasing(long code, long offset) {
        assertThat(codes.toWire(code)).isEqualTo(FIRST + offset);
        assertThat(codes.fromWire(FIRST + offset)).isEqualTo(code);
    }

    @Test
    void mapsTheLargestCodes() {
        assertThat(codes.toWire(Integer.MAX_VALUE)).isEqualTo(FIRST + 0x7fff_ffffL + 0x7fff_ffffL / 30);
        assertThat(codes.fromWire(codes.toWire(Integer.MAX_VALUE))).isEqualTo(Integer.MAX_VALUE);
        assertThat(codes.fromWire(0x52e5_ac98_3162L)).isEqualTo(0xffff_ffffL);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0x10c, FIRST - 1, FIRST + 30, 0x52e5_ac98_3163L, Long.MAX_VALUE})
    void mapsNothingElse(long wire) {
        assertThat(codes.fromWire(wire)).isEqualTo(ErrorCodes.NOT_MAPPED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 29, 30, 0x10, 1 << 20, 1 << 30})
    void mapsTheLow32Bits(long code) {
        assertThat(codes.fromTruncated((int) codes.toWire(code))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x100, 0x102, 0x110, 0x200, 0x170d_7b68, 0x3994_bd84})
    void doesNotTakeErrorsOfHttp3ForTheLow32Bits(int error) {
        assertThat(codes.fromTruncated(error)).isEqualTo(ErrorCodes.NOT_MAPPED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 31, Long.MAX_VALUE})
    void rejectsWhatNettyCannotTake(long code) {
        for (ErrorCodes each : new ErrorCodes[] {codes, ErrorCodes.IDENTITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> each.toWire(code));
            assertThatIllegalArgumentException().isThrownBy(() -> each.substitute(code));
        }
    }

    @Test
    void rawQuicMapsNothing() {
        assertThat(ErrorCodes.IDENTITY.toWire(7)).isEqualTo(7);
        assertThat(ErrorCodes.IDENTITY.fromWire(1L << 40)).isEqualTo(1L << 40);
        assertThat(ErrorCodes.IDENTITY.fromTruncated(-1)).isEqualTo(0xffff_ffffL);
        assertThat(ErrorCodes.IDENTITY.substitute(7)).isEqualTo(7);
        assertThat(codes.substitute(7)).isEqualTo(0x10c);
    }
}
