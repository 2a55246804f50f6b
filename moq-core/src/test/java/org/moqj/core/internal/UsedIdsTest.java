package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsedIdsTest {

    private final UsedIds ids = new UsedIds();

    @Test
    void anIdIsUsedOnce() {
        assertThat(ids.use(5)).isTrue();
        assertThat(ids.use(5)).isFalse();
        assertThat(ids.use(4)).isTrue();
        assertThat(ids.use(6)).isTrue();
        assertThat(ids.use(4)).isFalse();
        assertThat(ids.use(6)).isFalse();
        assertThat(ids.use(7)).isTrue();
    }

    @Test
    void theNextIdIsAboveAllThatWereUsed() {
        assertThat(ids.useNext()).isZero();
        assertThat(ids.useNext()).isEqualTo(1);
        ids.use(10);
        assertThat(ids.useNext()).isEqualTo(11);
        assertThat(ids.use(5)).as("a gap stays free").isTrue();
        assertThat(ids.useNext()).isEqualTo(12);
    }

    @Test
    void remembersWhatASetWouldInAnyOrder() {
        Random random = new Random(7);
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long id = random.nextInt(5000);
            assertThat(ids.use(id)).isEqualTo(model.add(id));
        }
        List<Long> rest = new ArrayList<>();
        for (long id = 0; id < 5000; id++) {
            if (!model.contains(id)) {
                rest.add(id);
            }
        }
        Collections.shuffle(rest, random);
        assertThat(rest).allMatch(ids::use);
        assertThat(ids.useNext()).isEqualTo(5000);
    }
}
