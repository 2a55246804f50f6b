package org.moqj.draft14.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moqj.core.model.Location;

class EndLocationTest {

    @Test
    void wireHasTheLastObjectPlusOne() {
        assertThat(EndLocation.onWire(new Location(7, 9))).isEqualTo(new Location(7, 10));
        assertThat(EndLocation.inclusive(new Location(7, 10))).isEqualTo(new Location(7, 9));
    }

    @Test
    void zeroStandsForTheWholeGroup() {
        assertThat(EndLocation.onWire(new Location(7, Location.MAX_ID))).isEqualTo(new Location(7, 0));
        assertThat(EndLocation.inclusive(new Location(7, 0))).isEqualTo(new Location(7, Location.MAX_ID));
    }

    @Test
    void oneStandsForTheFirstObject() {
        assertThat(EndLocation.onWire(new Location(7, 0))).isEqualTo(new Location(7, 1));
        assertThat(EndLocation.inclusive(new Location(7, 1))).isEqualTo(new Location(7, 0));
    }
}
