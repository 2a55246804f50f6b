package org.moqj.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkPathTest {

    private int wakeUps;
    private final NetworkPath path = new NetworkPath(() -> wakeUps++);
    private final List<Integer> arrived = new ArrayList<>();

    private void send(long now, int number) {
        path.send(now, () -> arrived.add(number));
    }

    @Test
    void losesTheSamePacketsForTheSameSeed() {
        List<Integer> first = lossy(3);
        assertThat(first).hasSizeBetween(300, 700).isEqualTo(lossy(3)).isNotEqualTo(lossy(4));
    }

    private List<Integer> lossy(long seed) {
        arrived.clear();
        path.lose(0.5, seed);
        IntStream.range(0, 1000).forEach(number -> send(0, number));
        path.deliver(0);
        return List.copyOf(arrived);
    }

    @Test
    void nothingOvertakes() {
        path.delay(Duration.ofNanos(100));
        send(0, 1);
        path.delay(Duration.ZERO);
        send(10, 2);

        assertThat(path.deliver(99)).isEqualTo(1);
        assertThat(arrived).isEmpty();
        assertThat(path.deliver(100)).isEqualTo(Long.MAX_VALUE);
        assertThat(arrived).containsExactly(1, 2);
    }

    @Test
    void keepsWhatIsStalledAndWakesTheNetwork() {
        path.stall();
        send(0, 1);
        assertThat(path.deliver(1_000)).isEqualTo(Long.MAX_VALUE);
        path.resume();

        assertThat(wakeUps).isOne();
        path.deliver(1_000);
        assertThat(arrived).containsExactly(1);
    }

    @Test
    void rejectsFaultsThatCannotBe() {
        assertThatThrownBy(() -> path.delay(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> path.lose(-0.1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
