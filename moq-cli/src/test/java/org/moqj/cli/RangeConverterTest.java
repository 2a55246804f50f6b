package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import picocli.CommandLine.TypeConversionException;

class RangeConverterTest {

    private final RangeConverter converter = new RangeConverter();

    @Test
    void readsTwoObjects() {
        assertThat(converter.convert("1:2-3:4"))
                .isEqualTo(LocationRange.between(new Location(1, 2), new Location(3, 4)));
        assertThat(converter.convert("0:0-0:0")).isEqualTo(LocationRange.between(Location.ZERO, Location.ZERO));
    }

    @Test
    void readsAWholeLastGroup() {
        assertThat(converter.convert("1:2-3")).isEqualTo(LocationRange.throughGroup(new Location(1, 2), 3));
    }

    @ParameterizedTest
    @CsvSource({
        "1:2, is no range",
        "1-2, is no range",
        "1:2-, is no range",
        "a:2-3:4, is no range",
        "3:4-3:3, ends before it begins",
        "4:0-3, ends before it begins",
        "0:0-4611686018427387904:0, 2^62-1",
        "0:0-9999999999999999999:0, 9999999999999999999",
    })
    void refusesTheRest(String text, String why) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining(why);
    }
}
