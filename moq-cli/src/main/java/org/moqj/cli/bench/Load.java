package org.moqj.cli.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import org.moqj.core.TrackOptions;

/**
 * What is sent, to how many.
 *
 * @param objectSize bytes of payload, the stamp included
 * @param groupSize objects in a group
 * @param tracks how many tracks are sent side by side, each on a stream of its own
 * @param rate objects a second, over all tracks; empty for as many as there is room for
 * @param delivery how objects travel
 * @param subscribers how many subscribers, each of all tracks
 * @param stalled how many more, that stop reading behind their first object
 * @param duration for how long
 */
public record Load(
        int objectSize,
        int groupSize,
        int tracks,
        OptionalDouble rate,
        TrackOptions.Delivery delivery,
        int subscribers,
        int stalled,
        Duration duration) {

    /** The largest payload that fits into a datagram on any path. */
    private static final int MAX_DATAGRAM = 1100;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException where one is left
     */
    public Load {
        check(objectSize, Stamp.SIZE, 10 << 20, "--object-size");
        check(groupSize, 1, 1 << 20, "--group-size");
        check(tracks, 1, 1000, "--streams");
        check(subscribers, 1, 10_000, "--subscribers");
        check(stalled, 0, 10_000, "--stalled");
        if (rate.isPresent() && !(rate.getAsDouble() > 0 && rate.getAsDouble() <= 1e7)) {
            throw new IllegalArgumentException("--rate is more than 0 and at most 10000000, or max");
        }
        if (duration.isNegative() || duration.isZero() || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("--duration is more than 0 and at most 86400 seconds");
        }
        if (delivery == TrackOptions.Delivery.DATAGRAM && objectSize > MAX_DATAGRAM) {
            throw new IllegalArgumentException("a datagram takes an --object-size of at most " + MAX_DATAGRAM);
        }
    }

    private static void check(int value, int min, int max, String option) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(option + " is " + min + " to " + max + ", not " + value);
        }
    }

    /** Returns whether objects are sent when they are due, and not as fast as they go. */
    public boolean isPaced() {
        return rate.isPresent();
    }

    /** Returns the load in words. */
    String words() {
        String pace =
                isPaced() ? String.format(Locale.ROOT, "paced at %s objects/s", number(rate.getAsDouble())) : "unpaced";
        return pace + ", " + objectSize + " bytes an object, " + counted(groupSize, "object") + " a group, "
                + counted(tracks, "track") + ", " + counted(subscribers, "subscriber")
                + (stalled == 0 ? "" : " and " + stalled + " stalled") + ", "
                + number(duration.toMillis() / 1e3) + " s";
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }
}
