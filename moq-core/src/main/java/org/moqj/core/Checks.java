package org.moqj.core;

import java.time.Duration;

/** Argument checks of the option builders; each names the option it refuses. */
final class Checks {

    private Checks() {}

    static Duration positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
        return value;
    }

    static Duration notNegative(Duration value, String name) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
        return value;
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
