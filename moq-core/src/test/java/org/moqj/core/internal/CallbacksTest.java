package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.moqj.core.spi.memory.VirtualTime;

/** User code that throws, and executors that take nothing any more. */
class CallbacksTest {

    private static <E extends Throwable> RuntimeException sneaky(Throwable error) throws E {
        @SuppressWarnings("unchecked") // that the cast checks nothing is the point: Kotlin throws like this
        E unchecked = (E) error;
        throw unchecked;
    }

    @Test
    void serialTasksGoOnAfterOneThatThrows() {
        VirtualTime time = new VirtualTime();
        Executor serial = new Callbacks(time).serial();
        List<String> ran = new ArrayList<>();

        serial.execute(() -> {
            throw new IllegalStateException("runtime exception");
        });
        serial.execute(() -> ran.add("first"));
        serial.execute(() -> {
            throw new AssertionError("error");
        });
        serial.execute(() -> ran.add("second"));
        serial.execute(() -> {
            throw CallbacksTest.<RuntimeException>sneaky(new java.io.IOException("checked exception"));
        });
        serial.execute(() -> ran.add("third"));
        time.run();
        serial.execute(() -> ran.add("fourth"));
        time.run();

        assertThat(ran).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void futuresCompleteWhereTheExecutorTakesNothingAnyMore() {
        Callbacks callbacks = new Callbacks(task -> {
            throw new RejectedExecutionException("shut down");
        });
        CompletableFuture<String> future = new CompletableFuture<>();

        callbacks.complete(future, "done");

        assertThat(future).isCompletedWithValue("done");
    }
}
