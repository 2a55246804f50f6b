package org.moqj.testkit;

import java.time.Duration;
import org.moqj.core.spi.memory.InMemoryPath;

/** A direction of a {@link MoqPair}. */
record MemoryPath(InMemoryPath path) implements Path {

    @Override
    public void delay(Duration latency) {
        path.setLatency(latency);
    }

    @Override
    public void lose(double share, long seed) {
        path.setDatagramLoss(share, seed);
    }

    @Override
    public void stall() {
        path.stall();
    }

    @Override
    public void resume() {
        path.resume();
    }
}
