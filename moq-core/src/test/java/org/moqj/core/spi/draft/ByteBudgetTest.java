package org.moqj.core.spi.draft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moqj.core.Limits;

class ByteBudgetTest {

    private final ByteBudget budget =
            ByteBudget.of(Limits.defaults().withMaxObjectSize(50).withMaxUnfinishedBytes(100));

    @Test
    void canBeUsedUp() {
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(40)).isTrue();

        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void refusesWhatIsNotLeft() {
        assertThat(budget.take(60)).isTrue();

        assertThat(budget.take(41)).isFalse();
        assertThat(budget.used()).isEqualTo(60);
    }

    @Test
    void hasRoomAgainOnceSomethingIsGivenBack() {
        assertThat(budget.take(100)).isTrue();
        budget.give(30);

        assertThat(budget.take(30)).isTrue();
        assertThat(budget.take(1)).isFalse();
    }

    @Test
    void hasRoomForOneObjectAtLeast() {
        ByteBudget ofLargeObjects =
                ByteBudget.of(Limits.defaults().withMaxObjectSize(500).withMaxUnfinishedBytes(100));

        assertThat(ofLargeObjects.max()).isEqualTo(500);
        assertThat(ofLargeObjects.take(500)).isTrue();
    }
}
