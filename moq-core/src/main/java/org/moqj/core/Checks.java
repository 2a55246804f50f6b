package org.moqj.core;

import java.time.Duration;

/** Argument checks of the option builders; each names the option it refuses. */
final class Checks {

    /** What a time without an end becomes: long enough, and countable in nanoseconds with room to add. */
    static final Duration FOR_EVER = Duration.ofDays(36_500);

    private Checks() {}

    /** Returns {@code value}, at most {@link #FOR_EVER}. */
    static Duration positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
        return atMostForEver(value);
    }

    /** Returns {@code value}, at most {@link #FOR_EVER}. */
    static Duration notNegative(Duration value, String name) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
        return atMostForEver(value);
    }

    private static Duration atMostForEver(Duration value) {
        return value.compareTo(FOR_EVER) < 0 ? value : FOR_EVER;
    }

    static long inRange(long value, long min, long max, String name) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ": " + value);
        }
        return value;
    }

    static int inRange(int value, int min, int max, String name) {
        return (int) inRange((long) value, min, max, name);
    }
}
