package org.moqj.cli.subscribe;

import org.jspecify.annotations.Nullable;

/** How late media is, against the pace of its own timestamps counted from what arrived first. */
final class Lateness {

    private @Nullable Start start;

    private record Start(double mediaSeconds, long nanoTime) {}

    /** Returns the lateness of what arrives now, in milliseconds; negative where it is early. */
    long of(double mediaSeconds) {
        long now = System.nanoTime();
        if (start == null) {
            start = new Start(mediaSeconds, now);
        }
        double expected = (mediaSeconds - start.mediaSeconds()) * 1e9;
        return Math.round((now - start.nanoTime() - expected) / 1e6);
    }
}
