package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IdGapsTest {

    @Test
    void behavesLikeASetOfTheIds() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            IdGaps gaps = new IdGaps();
            TreeSet<Long> left = new TreeSet<>();
            long next = 0;
            for (int step = 0; step < 300; step++) {
                if (random.nextInt(4) == 0) {
                    long first = next + 1 + random.nextInt(3);
                    long last = first + random.nextInt(6);
                    gaps.add(first, last);
                    for (long id = first; id <= last; id++) {
                        left.add(id);
                    }
                    next = last + 1;
                } else {
                    long id = random.nextLong(next + 2);
                    assertThat(gaps.take(id)).as("id %s", id).isEqualTo(left.remove(id));
                }
            }
            for (long id = 0; id <= next; id++) {
                assertThat(gaps.take(id)).as("id %s", id).isEqualTo(left.remove(id));
            }
        }
    }
}
