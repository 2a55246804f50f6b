package org.moqj.core;

import java.util.Optional;
import org.moqj.core.model.Location;

/**
 * Which part of a track a subscription wants (draft-14, section 9.7; draft-07, section 6.4).
 *
 * @param kind how the start is found
 * @param start the first location wanted, for the absolute kinds
 * @param endGroup the last group wanted, inclusive, for {@link Kind#ABSOLUTE_RANGE}
 * @param endObject the last object wanted in the end group, inclusive; empty for the whole group. Draft-07 only:
 *     ranges of draft-14 end with a group
 */
public record SubscribeFilter(Kind kind, Optional<Location> start, Optional<Long> endGroup, Optional<Long> endObject) {

    /** How a subscription's start is found. */
    public enum Kind {
        /**
         * As close to the live edge as the draft starts usefully: with the current group's first object in draft-07
         * (Latest Group), with the next object in draft-14 (Largest Object), which has no other way to the current
         * group than a fetch.
         */
        LATEST,
        /** The first object of the current group (Latest Group; draft-07 only). */
        LATEST_GROUP,
        /** The first object of the next group (Next Group Start; draft-14 only). */
        NEXT_GROUP,
        /** The largest object (Latest Object, draft-07), or what follows it (Largest Object, draft-14). */
        LATEST_OBJECT,
        /** A given location. */
        ABSOLUTE_START,
        /** A given location, to the end of a given group. */
        ABSOLUTE_RANGE
    }

    private static final SubscribeFilter LATEST = live(Kind.LATEST);
    private static final SubscribeFilter LATEST_GROUP = live(Kind.LATEST_GROUP);
    private static final SubscribeFilter NEXT_GROUP = live(Kind.NEXT_GROUP);
    private static final SubscribeFilter LATEST_OBJECT = live(Kind.LATEST_OBJECT);

    /**
     * Checks that a range does not end before it starts.
     *
     * @throws IllegalArgumentException where it does
     */
    public SubscribeFilter {
        boolean absolute = kind == Kind.ABSOLUTE_START || kind == Kind.ABSOLUTE_RANGE;
        if (absolute != start.isPresent() || (kind == Kind.ABSOLUTE_RANGE) != endGroup.isPresent()) {
            throw new IllegalArgumentException("Start and end do not fit " + kind);
        }
        if (start.isPresent() && endGroup.isPresent()) {
            Location end = new Location(endGroup.get(), endObject.orElse(Location.MAX_ID));
            if (end.isBefore(start.get())) {
                throw new IllegalArgumentException("The range ends before it starts: " + start.get() + "-" + end);
            }
        }
    }

    private static SubscribeFilter live(Kind kind) {
        return new SubscribeFilter(kind, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the default, {@link Kind#LATEST}. */
    public static SubscribeFilter latest() {
        return LATEST;
    }

    /** Returns {@link Kind#LATEST_GROUP}. */
    public static SubscribeFilter latestGroup() {
        return LATEST_GROUP;
    }

    /** Returns {@link Kind#NEXT_GROUP}. */
    public static SubscribeFilter nextGroup() {
        return NEXT_GROUP;
    }

    /** Returns {@link Kind#LATEST_OBJECT}. */
    public static SubscribeFilter latestObject() {
        return LATEST_OBJECT;
    }

    /** Returns everything from {@code start} on. */
    public static SubscribeFilter from(Location start) {
        return new SubscribeFilter(Kind.ABSOLUTE_START, Optional.of(start), Optional.empty(), Optional.empty());
    }

    /** Returns everything from {@code start} to the end of {@code endGroup}. */
    public static SubscribeFilter range(Location start, long endGroup) {
        return new SubscribeFilter(Kind.ABSOLUTE_RANGE, Optional.of(start), Optional.of(endGroup), Optional.empty());
    }

    /** Returns everything from {@code start} to {@code end}, both inclusive; draft-07 only. */
    public static SubscribeFilter range(Location start, Location end) {
        return new SubscribeFilter(
                Kind.ABSOLUTE_RANGE, Optional.of(start), Optional.of(end.group()), Optional.of(end.object()));
    }
}
