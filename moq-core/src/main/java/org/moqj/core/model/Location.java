package org.moqj.core.model;

/**
 * The place of an object in its track: group first, then object (draft-14, section 1.4.1).
 *
 * @param group group id, 0 to 2^62-1
 * @param object object id, 0 to 2^62-1
 */
public record Location(long group, long object) implements Comparable<Location> {

    /** The largest id that the wire can carry. */
    public static final long MAX_ID = (1L << 62) - 1;

    /** Where every track begins. */
    public static final Location ZERO = new Location(0, 0);

    /**
     * Checks the range of the ids.
     *
     * @throws IllegalArgumentException for ids outside 0 to 2^62-1
     */
    public Location {
        if (group < 0 || group > MAX_ID || object < 0 || object > MAX_ID) {
            throw new IllegalArgumentException("Ids are 0 to 2^62-1: " + group + ":" + object);
        }
    }

    /** Returns whether this is before {@code other}. */
    public boolean isBefore(Location other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Location other) {
        int byGroup = Long.compare(group, other.group);
        return byGroup != 0 ? byGroup : Long.compare(object, other.object);
    }

    /** Returns {@code group:object}. */
    @Override
    public String toString() {
        return group + ":" + object;
    }
}
