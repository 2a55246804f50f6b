package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moqj.core.model.Location;

class EndObjectTest {

    @Test
    void zeroIsTheWholeGroup() {
        assertThat(EndObject.location(7, 0)).isEqualTo(new Location(7, Location.MAX_ID));
        assertThat(EndObject.plusOne(Location.MAX_ID)).isZero();
    }

    @Test
    void anythingElseIsOneMoreThanTheLastObject() {
        assertThat(EndObject.location(7, 1)).isEqualTo(new Location(7, 0));
        assertThat(EndObject.location(7, 4)).isEqualTo(new Location(7, 3));
        assertThat(EndObject.plusOne(0)).isEqualTo(1);
        assertThat(EndObject.plusOne(3)).isEqualTo(4);
        assertThat(EndObject.plusOne(Location.MAX_ID - 1)).isEqualTo(Location.MAX_ID);
    }
}
