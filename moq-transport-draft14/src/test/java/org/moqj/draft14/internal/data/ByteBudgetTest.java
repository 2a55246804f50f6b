package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.moqj.core.Limits;
import org.moqj.core.spi.draft.StreamEnd;

class ByteBudgetTest {

    private final ByteBudget budget =
            ByteBudget.ofTrack(Limits.defaults().withMaxObjectSize(50).withMaxQueued(10, 100));

    @Test
    void canBeUsedUp() throws StreamFault {
        budget.take(60);
        budget.take(40);

        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void refusesWhatIsNotLeft() throws StreamFault {
        budget.take(60);

        assertThatExceptionOfType(StreamFault.class)
                .isThrownBy(() -> budget.take(41))
                .withMessage("Unfinished objects 101 is over the limit 100")
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(StreamEnd.Kind.OVER_LIMIT));
        assertThat(budget.used()).isEqualTo(60);
    }

    @Test
    void hasRoomAgainOnceSomethingIsGivenBack() throws StreamFault {
        budget.take(100);
        budget.give(30);
        budget.take(30);

        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void hasRoomForOneObjectAtLeast() throws StreamFault {
        ByteBudget ofLargeObjects =
                ByteBudget.ofTrack(Limits.defaults().withMaxObjectSize(500).withMaxQueued(10, 100));

        ofLargeObjects.take(500);

        assertThat(ofLargeObjects.used()).isEqualTo(500);
    }
}
