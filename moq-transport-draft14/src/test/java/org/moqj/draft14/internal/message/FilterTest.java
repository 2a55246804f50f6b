package org.moqj.draft14.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;

/** Where filters begin and end (draft-14, section 5.1.2 and 9.7). */
class FilterTest {

    private static final Optional<Location> LARGEST = Optional.of(new Location(7, 9));

    @Test
    void nextGroupBeginsBehindTheLargestGroup() {
        assertThat(Filter.NEXT_GROUP_START.range(LARGEST)).isEqualTo(LocationRange.from(new Location(8, 0)));
    }

    @Test
    void largestObjectBeginsBehindTheLargestObject() {
        assertThat(Filter.LARGEST_OBJECT.range(LARGEST)).isEqualTo(LocationRange.from(new Location(7, 10)));
    }

    @Test
    void bothBeginAtZeroWhereNothingWasPublished() {
        assertThat(Filter.NEXT_GROUP_START.range(Optional.empty())).isEqualTo(LocationRange.from(Location.ZERO));
        assertThat(Filter.LARGEST_OBJECT.range(Optional.empty())).isEqualTo(LocationRange.from(Location.ZERO));
    }

    @Test
    void nothingIsBehindTheLastIdOfAll() {
        Optional<Location> last = Optional.of(new Location(Location.MAX_ID, Location.MAX_ID));

        assertThat(Filter.NEXT_GROUP_START.range(last)).isEqualTo(LocationRange.from(new Location(Location.MAX_ID, 0)));
        assertThat(Filter.LARGEST_OBJECT.range(last))
                .isEqualTo(LocationRange.from(new Location(Location.MAX_ID, Location.MAX_ID)));
    }

    @Test
    void absoluteOnesBeginWhereTheySay() {
        Location start = new Location(3, 4);

        assertThat(Filter.from(start).range(LARGEST)).isEqualTo(LocationRange.from(start));
        assertThat(Filter.range(start, 5).range(LARGEST)).isEqualTo(LocationRange.throughGroup(start, 5));
        assertThat(Filter.range(start, 5).range(Optional.empty())).isEqualTo(LocationRange.throughGroup(start, 5));
    }

    @Test
    void isInvertedWhereTheEndGroupIsBeforeTheStart() {
        assertThat(Filter.range(new Location(3, 4), 2).isInverted()).isTrue();
        assertThat(Filter.range(new Location(3, 4), 3).isInverted()).isFalse();
        assertThat(Filter.from(new Location(3, 4)).isInverted()).isFalse();
        assertThat(Filter.LARGEST_OBJECT.isInverted()).isFalse();
    }
}
