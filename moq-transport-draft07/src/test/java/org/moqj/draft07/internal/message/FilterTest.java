package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;

/** What each filter asks for (draft-07, section 6.4). */
class FilterTest {

    private static final Optional<Location> LARGEST = Optional.of(new Location(7, 3));

    @Test
    void theLatestGroupBeginsWithItsFirstObject() {
        Filter filter = new Filter.LatestGroup();
        assertThat(filter.type()).isEqualTo(0x1);
        assertThat(filter.range(LARGEST)).isEqualTo(LocationRange.from(new Location(7, 0)));
        assertThat(filter.range(Optional.empty())).isEqualTo(LocationRange.from(Location.ZERO));
    }

    @Test
    void theLatestObjectIsTheFirst() {
        Filter filter = new Filter.LatestObject();
        assertThat(filter.type()).isEqualTo(0x2);
        assertThat(filter.range(LARGEST)).isEqualTo(LocationRange.from(new Location(7, 3)));
        assertThat(filter.range(Optional.empty())).isEqualTo(LocationRange.from(Location.ZERO));
    }

    @Test
    void anAbsoluteStartHasNoEnd() {
        Filter filter = new Filter.AbsoluteStart(new Location(9, 2));
        assertThat(filter.type()).isEqualTo(0x3);
        assertThat(filter.range(LARGEST)).isEqualTo(LocationRange.from(new Location(9, 2)));
    }

    @Test
    void anAbsoluteRangeEndsWithTheObjectBeforeTheOneItNames() {
        Filter filter = new Filter.AbsoluteRange(new Location(9, 2), 10, 6);
        assertThat(filter.type()).isEqualTo(0x4);
        assertThat(filter.range(LARGEST)).isEqualTo(LocationRange.between(new Location(9, 2), new Location(10, 5)));
    }

    @Test
    void anAbsoluteRangeWithoutAnEndObjectTakesTheWholeGroup() {
        assertThat(new Filter.AbsoluteRange(new Location(9, 2), 10, 0).range(LARGEST))
                .isEqualTo(LocationRange.between(new Location(9, 2), new Location(10, Location.MAX_ID)));
    }
}
