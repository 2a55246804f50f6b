package org.moqj.cli.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.Stop;

/** Holds media back until the time that its timestamps say, counted from the first. */
class Pacing {

    /** Holds nothing back: for input that comes in its own time. */
    static final Pacing NONE = new Pacing(new Stop()) {
        @Override
        void awaitTurn(long time, long timescale) {
            // It is always its turn.
        }
    };

    private final Stop stop;
    private @Nullable Start start;

    private record Start(double mediaSeconds, long nanoTime) {}

    Pacing(Stop stop) {
        this.stop = stop;
    }

    /** Waits for {@code time}, in ticks of which {@code timescale} make a second. */
    void awaitTurn(long time, long timescale) throws InterruptedException {
        double mediaSeconds = (double) time / timescale;
        if (start == null) {
            start = new Start(mediaSeconds, System.nanoTime());
        }
        long due = Math.round((mediaSeconds - start.mediaSeconds()) * 1e9);
        stop.pause(Duration.ofNanos(due - (System.nanoTime() - start.nanoTime())));
    }
}
