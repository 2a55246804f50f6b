package org.moqj.core.model;

import java.util.Optional;

/**
 * The part of a track that a subscription or fetch covers.
 *
 * @param start the first location, inclusive
 * @param end the last location, inclusive; empty where the range is open. An object id of {@link Location#MAX_ID}
 *     stands for the whole group
 */
public record LocationRange(Location start, Optional<Location> end) {

    /** Returns everything from {@code start} on. */
    public static LocationRange from(Location start) {
        return new LocationRange(start, Optional.empty());
    }

    /** Returns everything from {@code start} to {@code end}, both inclusive. */
    public static LocationRange between(Location start, Location end) {
        return new LocationRange(start, Optional.of(end));
    }

    /** Returns everything from {@code start} to the last object of {@code endGroup}. */
    public static LocationRange throughGroup(Location start, long endGroup) {
        return between(start, new Location(endGroup, Location.MAX_ID));
    }

    /** Returns whether the object at {@code group}, {@code object} is in this range. */
    public boolean contains(long group, long object) {
        if (group < start.group() || (group == start.group() && object < start.object())) {
            return false;
        }
        return !isAfterEnd(group, object);
    }

    /** Returns whether the object at {@code group}, {@code object} is past the end of this range. */
    public boolean isAfterEnd(long group, long object) {
        if (end.isEmpty()) {
            return false;
        }
        Location last = end.get();
        return group > last.group() || (group == last.group() && object > last.object());
    }

    /** Returns whether the range ends before it starts. */
    public boolean isEmpty() {
        return end.isPresent() && end.get().isBefore(start);
    }

    @Override
    public String toString() {
        return start + "-" + end.map(Location::toString).orElse("");
    }
}
