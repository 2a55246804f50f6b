package org.moqj.cli.clock;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.Stop;

/** Tells the seconds, in UTC. */
@FunctionalInterface
public interface Ticker {

    /** Waits for the next full second, but not the first time, and returns it. */
    LocalDateTime next() throws InterruptedException;

    /** Returns the ticker of the machine's clock, which ends its waits when {@code stop} is requested. */
    static Ticker ofSystem(Stop stop) {
        return new Ticker() {
            private @Nullable LocalDateTime last;

            @Override
            public LocalDateTime next() throws InterruptedException {
                if (last != null) {
                    awaitFrom(last.plusSeconds(1), stop);
                }
                last = now().truncatedTo(ChronoUnit.SECONDS);
                return last;
            }
        };
    }

    private static void awaitFrom(LocalDateTime wanted, Stop stop) throws InterruptedException {
        for (LocalDateTime now = now(); now.isBefore(wanted); now = now()) {
            stop.pause(Duration.between(now, wanted));
        }
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }
}
