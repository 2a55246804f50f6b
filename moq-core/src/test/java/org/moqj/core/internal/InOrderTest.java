package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.memory.VirtualTime;

class InOrderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final VirtualTime time = new VirtualTime();
    private final InOrder order = new InOrder(time, PATIENCE, 0);

    private static MoqObject object(long group, long id) {
        return MoqObject.of(group, 0, id, 128, ForwardingPreference.SUBGROUP, List.of(), new byte[0], 0, 0);
    }

    private boolean arrives(long group, long id) {
        return order.add(object(group, id));
    }

    private List<String> handedOut() {
        List<String> all = new ArrayList<>();
        for (MoqObject next = order.poll(); next != null; next = order.poll()) {
            all.add(next.location().toString());
        }
        return all;
    }

    @Test
    void handsOutTheExpectedGroupAtOnce() {
        order.onStream(0);
        arrives(0, 0);

        assertThat(handedOut()).containsExactly("0:0");
        arrives(0, 1);
        assertThat(handedOut()).containsExactly("0:1");
    }

    @Test
    void waitsForTheFirstGroupWhenItIsOvertaken() {
        order.onStream(1);
        arrives(1, 0);
        assertThat(handedOut()).isEmpty();

        order.onStream(0);
        arrives(0, 0);
        order.onStreamEnd(0, true);

        assertThat(handedOut()).containsExactly("0:0", "1:0");
    }

    @Test
    void waitsForTheGroupInBetweenWhenItIsOvertaken() {
        order.onStream(0);
        arrives(0, 0);
        order.onStreamEnd(0, true);
        order.onStream(2);
        arrives(2, 0);
        assertThat(handedOut()).containsExactly("0:0");

        order.onStream(1);
        arrives(1, 0);
        order.onStreamEnd(1, true);

        assertThat(handedOut()).containsExactly("1:0", "2:0");
    }

    @Test
    void waitsOnlyAMomentForGroupsThatDoNotExist() {
        order.onStream(7);
        arrives(7, 0);
        assertThat(order.deadline()).isEqualTo(GroupOrdering.REORDERING.toNanos());

        time.advance(GroupOrdering.REORDERING);

        assertThat(handedOut()).containsExactly("7:0");
        assertThat(arrives(3, 0)).as("older than the group that has the turn").isFalse();
        assertThat(arrives(7, 1)).isTrue();
        assertThat(handedOut()).containsExactly("7:1");
    }

    @Test
    void keepsTheTurnOfAGroupThatHasBegun() {
        order.onStream(0);
        arrives(0, 0);
        order.onStream(1);
        arrives(1, 0);
        assertThat(handedOut()).containsExactly("0:0");
        arrives(0, 1);
        assertThat(handedOut()).containsExactly("0:1");

        time.advance(PATIENCE);

        assertThat(handedOut()).containsExactly("1:0");
        assertThat(arrives(0, 2)).isFalse();
    }

    @Test
    void waitsForNothingAtTheEnd() {
        order.onStream(2);
        arrives(2, 0);
        order.onStream(5);
        arrives(5, 0);

        order.giveUp(true);

        assertThat(handedOut()).containsExactly("2:0", "5:0");
    }

    @Test
    void waitsForNothingWhenThereIsNoRoom() {
        order.onStream(2);
        arrives(2, 0);
        assertThat(handedOut()).isEmpty();

        order.giveUp(false);

        assertThat(handedOut()).containsExactly("2:0");
    }
}
