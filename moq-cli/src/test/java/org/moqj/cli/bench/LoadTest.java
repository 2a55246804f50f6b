package org.moqj.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.core.TrackOptions.Delivery;

/** What a load may be. */
class LoadTest {

    private static Load load(int size, int group, int tracks, double rate, int subscribers, double seconds) {
        return new Load(
                size,
                group,
                tracks,
                rate == 0 ? OptionalDouble.empty() : OptionalDouble.of(rate),
                Delivery.SUBGROUP,
                subscribers,
                0,
                Duration.ofMillis(Math.round(seconds * 1000)));
    }

    @Test
    void saysWhetherItIsPaced() {
        assertThat(load(1200, 50, 1, 1000, 1, 10).words())
                .isEqualTo(
                        "paced at 1000 objects/s, 1200 bytes an object, 50 objects a group, 1 track, 1 subscriber, 10 s");
        assertThat(load(16, 1, 2, 0, 3, 0.5).words())
                .isEqualTo("unpaced, 16 bytes an object, 1 object a group, 2 tracks, 3 subscribers, 0.500 s");
    }

    @Test
    void saysHowManyDoNotRead() {
        Load load = new Load(1200, 50, 1, OptionalDouble.of(1), Delivery.SUBGROUP, 200, 1, Duration.ofMinutes(5));

        assertThat(load.words()).endsWith("1 track, 200 subscribers and 1 stalled, 300 s");
    }

    @ParameterizedTest
    @CsvSource({
        "15, 50, 1, 10, 1, 1, --object-size",
        "1200, 0, 1, 10, 1, 1, --group-size",
        "1200, 50, 0, 10, 1, 1, --streams",
        "1200, 50, 1, -1, 1, 1, --rate",
        "1200, 50, 1, 10, 0, 1, --subscribers",
        "1200, 50, 1, 10, 1, 0, --duration",
    })
    void namesTheOptionThatIsOutOfRange(
            int size, int group, int tracks, double rate, int subscribers, double seconds, String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(size, group, tracks, rate, subscribers, seconds))
                .withMessageContaining(option);
    }

    @Test
    void aDatagramHasToFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Load(1200, 50, 1, OptionalDouble.empty(), Delivery.DATAGRAM, 1, 0, Duration.ofSeconds(1)))
                .withMessageContaining("1100");
    }
}
