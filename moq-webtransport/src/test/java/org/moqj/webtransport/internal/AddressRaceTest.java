package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressRaceTest {

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final Runner first = new Runner();
    private final Runner second = new Runner();
    private final Runner third = new Runner();
    private AddressRace<Runner> race;
    private CompletableFuture<Runner> winner;

    private static final class Runner implements AddressRace.Attempt {

        private Runnable won;
        private Consumer<Throwable> lost;
        private boolean aborted;

        @Override
        public void start(Runnable won, Consumer<Throwable> lost) {
            this.won = won;
            this.lost = lost;
        }

        @Override
        public void abort() {
            aborted = true;
        }

        boolean isStarted() {
            return won != null;
        }
    }

    @BeforeEach
    void start() {
        clock.freezeTime();
        EventLoop loop = clock.eventLoop();
        race = new AddressRace<>(
                loop, Duration.ofMillis(250), List.of(first, second, third), failures -> failures.get(0));
        winner = race.run();
    }

    private void pass(long millis) {
        clock.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        clock.runScheduledPendingTasks();
    }

    @Test
    void givesTheFirstAHeadStart() {
        pass(249);
        assertThat(second.isStarted()).isFalse();

        pass(1);
        assertThat(second.isStarted()).isTrue();
        assertThat(third.isStarted()).isFalse();
        assertThat(race.running()).containsExactly(first, second);
    }

    @Test
    void firstToSucceedWinsAndEndsTheOthers() {
        pass(250);
        second.won.run();

        assertThat(winner).isCompletedWithValue(second);
        assertThat(first.aborted).isTrue();
        assertThat(second.aborted).isFalse();
        pass(1000);
        assertThat(third.isStarted()).isFalse();
    }

    @Test
    void failureStartsTheNextAtOnce() {
        first.lost.accept(new IllegalStateException("first"));

        assertThat(first.aborted).isTrue();
        assertThat(second.isStarted()).isTrue();
        pass(249);
        assertThat(third.isStarted()).isFalse();
        pass(1);
        assertThat(third.isStarted()).isTrue();
    }

    @Test
    void failsOnceAllHaveFailed() {
        first.lost.accept(new IllegalStateException("first"));
        second.lost.accept(new IllegalStateException("second"));
        assertThat(winner).isNotDone();
        third.lost.accept(new IllegalStateException("third"));

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(winner::join)
                .withMessageContaining("first");
    }

    @Test
    void abortEndsEverything() {
        pass(250);

        race.abort();

        assertThat(winner).isCancelled();
        assertThat(first.aborted).isTrue();
        assertThat(second.aborted).isTrue();
        pass(1000);
        assertThat(third.isStarted()).isFalse();
    }

    @Test
    void successAfterTheEndIsGivenUp() {
        race.abort();
        first.aborted = false;
        first.won.run();

        assertThat(first.aborted).isTrue();
    }
}
