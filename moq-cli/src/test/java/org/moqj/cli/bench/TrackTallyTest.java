package org.moqj.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;

/** What is counted of the objects that come. */
class TrackTallyTest {

    private static final long MILLI = 1_000_000;
    private static final long GROUP = 3;

    private final TrackTally tally = new TrackTally();

    private Reception reception(long expected) {
        Reception.Sum sum = new Reception.Sum();
        tally.addTo(sum);
        return sum.of(expected);
    }

    private void arrive(long number, long sentMillis, long arrivedMillis) {
        tally.add(new Stamp(sentMillis * MILLI, number), number / GROUP, 100, arrivedMillis * MILLI);
    }

    @Test
    void countsWhatComesOnceInOrder() {
        for (long i = 0; i < 100; i++) {
            arrive(i, i * 10, i * 10 + i);
        }

        Reception reception = reception(100);

        assertThat(reception.objects()).isEqualTo(100);
        assertThat(reception.bytes()).isEqualTo(10_000);
        assertThat(List.of(reception.lost(), reception.duplicated(), reception.reordered()))
                .containsOnly(0L);
        assertThat(reception.seconds()).isEqualTo(1.089);
        assertThat(reception.megabits()).isCloseTo(10_000 * 8 / 1.089 / 1e6, within(1e-9));
        assertThat(reception.objectsPerSecond()).isCloseTo(100 / 1.089, within(1e-9));
    }

    @Test
    void tellsPercentiles() {
        for (int i = 0; i < 1000; i++) {
            arrive(i, 0, i + 1);
        }

        Reception.Latency latency = reception(1000).latency();

        assertThat(latency.p50()).isCloseTo(500, within(1.0));
        assertThat(latency.p90()).isCloseTo(900, within(1.0));
        assertThat(latency.p99()).isCloseTo(990, within(1.0));
        assertThat(latency.p999()).isCloseTo(999, within(1.0));
        assertThat(latency.max()).isCloseTo(1000, within(1.0));
    }

    @Test
    void countsWhatIsLostComesAgainOrLate() {
        arrive(0, 0, 1);
        arrive(2, 0, 1);
        arrive(1, 0, 1);
        arrive(1, 0, 1);
        arrive(4, 0, 1);

        Reception reception = reception(6);

        assertThat(reception.objects()).isEqualTo(4);
        assertThat(reception.lost()).isEqualTo(2);
        assertThat(reception.duplicated()).isEqualTo(1);
        assertThat(reception.reordered()).isEqualTo(1);
        assertThat(reception.reorderedInGroup()).isEqualTo(1);
    }

    @Test
    void groupsMayOvertakeEachOther() {
        arrive(3, 0, 1);
        arrive(0, 0, 1);
        arrive(4, 0, 1);
        arrive(1, 0, 1);

        Reception reception = reception(4);

        assertThat(reception.reordered()).isEqualTo(2);
        assertThat(reception.reorderedInGroup()).isZero();
    }

    @Test
    void sumsUpSeveral() {
        TrackTally other = new TrackTally();
        other.add(new Stamp(0, 0), 0, 50, 4 * MILLI);
        arrive(0, 0, 2);
        Reception.Sum sum = new Reception.Sum();
        tally.addTo(sum);
        other.addTo(sum);

        Reception reception = sum.of(2);

        assertThat(reception.objects()).isEqualTo(2);
        assertThat(reception.bytes()).isEqualTo(150);
        assertThat(reception.reordered()).isZero();
        assertThat(reception.seconds()).isEqualTo(0.002);
        assertThat(reception.latency().max()).isCloseTo(4, within(0.01));
    }

    @Test
    void nothingIsAReceptionToo() {
        Reception reception = reception(3);

        assertThat(reception.lost()).isEqualTo(3);
        assertThat(reception.megabits()).isZero();
        assertThat(reception.objectsPerSecond()).isZero();
        assertThat(reception.latency()).isEqualTo(new Reception.Latency(0, 0, 0, 0, 0));
        assertThat(Reception.of(reception.json())).isEqualTo(reception);
    }

    @Test
    void aClockThatWasSetBackCountsAsNoTime() {
        arrive(0, 5, 1);

        assertThat(reception(1).latency().max()).isZero();
    }

    @Test
    void aStampTravelsInAPayload() {
        Stamp stamp = new Stamp(123_456_789_012L, 42);

        assertThat(Stamp.of(object(stamp.payload(1000)))).isEqualTo(stamp);
        assertThatIllegalArgumentException().isThrownBy(() -> Stamp.of(object(new byte[Stamp.SIZE - 1])));
        assertThatIllegalArgumentException().isThrownBy(() -> arrive(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> arrive(1L << 40, 0, 0));
    }

    private static MoqObject object(byte[] payload) {
        return MoqObject.of(0, 0, 0, 128, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length);
    }
}
