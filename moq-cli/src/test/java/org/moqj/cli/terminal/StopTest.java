package org.moqj.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StopTest {

    private final Stop stop = new Stop();

    @Test
    void returnsWhatIsWaitedFor() {
        CompletableFuture<String> future = new CompletableFuture<>();
        future.completeOnTimeout("value", 5, java.util.concurrent.TimeUnit.MILLISECONDS);

        assertThat(stop.await(future)).isEqualTo("value");
    }

    @Test
    void throwsWhatTheFutureFailedWith() {
        IllegalStateException unchecked = new IllegalStateException("a");
        IOException checked = new IOException("b");

        assertThatThrownBy(() -> stop.await(CompletableFuture.failedFuture(unchecked)))
                .isSameAs(unchecked);
        assertThatThrownBy(() -> stop.await(CompletableFuture.failedFuture(checked)))
                .isInstanceOf(CompletionException.class)
                .hasCause(checked);
    }

    @Test
    void givesUpWhatIsWaitedForWhenTheUserWantsToEnd() {
        CompletableFuture<String> future = new CompletableFuture<>();
        stop.request();

        assertThatThrownBy(() -> stop.await(future)).isInstanceOf(InterruptedBySignal.class);
        assertThat(future).isCancelled();
    }

    @Test
    void pausesNoLongerThanTheUserWants() throws InterruptedException {
        stop.pause(Duration.ofMillis(1));
        stop.pause(Duration.ZERO);
        stop.request();

        assertThatThrownBy(() -> stop.pause(Duration.ofHours(1))).isInstanceOf(InterruptedBySignal.class);
    }
}
