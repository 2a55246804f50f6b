package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.Location;
import picocli.CommandLine.TypeConversionException;

class FilterConverterTest {

    private final FilterConverter converter = new FilterConverter();

    @Test
    void readsEachForm() {
        assertThat(converter.convert("latest")).isEqualTo(SubscribeFilter.latest());
        assertThat(converter.convert("next-group")).isEqualTo(SubscribeFilter.nextGroup());
        assertThat(converter.convert("3:4")).isEqualTo(SubscribeFilter.from(new Location(3, 4)));
        assertThat(converter.convert("3:4-")).isEqualTo(SubscribeFilter.from(new Location(3, 4)));
        assertThat(converter.convert("3:4-5")).isEqualTo(SubscribeFilter.range(new Location(3, 4), 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "newest",
                "3",
                "3:",
                ":4",
                "3:4-5:6",
                "-3:4",
                "5:0-4",
                "9223372036854775807:0",
                "9999999999999999999:0"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
