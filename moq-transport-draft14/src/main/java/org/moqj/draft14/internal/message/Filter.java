package org.moqj.draft14.internal.message;

import java.util.Optional;
import java.util.OptionalLong;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * Which part of a track a subscription wants (draft-14, section 9.7).
 *
 * @param type how the start is found
 * @param start the start, of the absolute types
 * @param endGroup the last group, inclusive, of {@link Type#ABSOLUTE_RANGE}; may lie before the start, which is for the
 *     receiver to refuse
 */
public record Filter(Type type, Optional<Location> start, OptionalLong endGroup) {

    /** Filter Type. */
    public enum Type {
        /** The first object of the next group. */
        NEXT_GROUP_START(0x1),
        /** The object after the largest. */
        LARGEST_OBJECT(0x2),
        /** A given location. */
        ABSOLUTE_START(0x3),
        /** A given location, to the end of a given group. */
        ABSOLUTE_RANGE(0x4);

        private final long id;

        Type(long id) {
            this.id = id;
        }

        static Type read(FieldReader in) throws ProtocolViolation {
            long value = in.varint("Filter Type");
            for (Type type : values()) {
                if (type.id == value) {
                    return type;
                }
            }
            throw ProtocolViolation.invalid("Filter Type", "must be 1 to 4, is " + value);
        }

        /** Returns the number on the wire. */
        public long id() {
            return id;
        }
    }

    /** The filter {@link Type#NEXT_GROUP_START}. */
    public static final Filter NEXT_GROUP_START = live(Type.NEXT_GROUP_START);

    /** The filter {@link Type#LARGEST_OBJECT}. */
    public static final Filter LARGEST_OBJECT = live(Type.LARGEST_OBJECT);

    private static Filter live(Type type) {
        return new Filter(type, Optional.empty(), OptionalLong.empty());
    }

    /** Returns the filter {@link Type#ABSOLUTE_START}. */
    public static Filter from(Location start) {
        return new Filter(Type.ABSOLUTE_START, Optional.of(start), OptionalLong.empty());
    }

    /** Returns the filter {@link Type#ABSOLUTE_RANGE}. */
    public static Filter range(Location start, long endGroup) {
        return new Filter(Type.ABSOLUTE_RANGE, Optional.of(start), OptionalLong.of(endGroup));
    }

    static Filter read(FieldReader in) throws ProtocolViolation {
        return switch (Type.read(in)) {
            case NEXT_GROUP_START -> NEXT_GROUP_START;
            case LARGEST_OBJECT -> LARGEST_OBJECT;
            case ABSOLUTE_START -> from(in.location("Start Location"));
            case ABSOLUTE_RANGE -> range(in.location("Start Location"), in.varint("End Group"));
        };
    }

    void write(FieldWriter out) {
        out.varint("Filter Type", type.id());
        start.ifPresent(location -> out.location("Start Location", location));
        endGroup.ifPresent(group -> out.varint("End Group", group));
    }

    /** Returns whether the range ends before it starts. */
    public boolean isInverted() {
        return start.isPresent()
                && endGroup.isPresent()
                && endGroup.getAsLong() < start.get().group();
    }

    /** Returns what this filter lets through, given the largest location that exists when it is resolved. */
    public LocationRange range(Optional<Location> largest) {
        Location from = start.orElseGet(() -> largest.map(this::startAfter).orElse(Location.ZERO));
        return endGroup.isPresent() ? LocationRange.throughGroup(from, endGroup.getAsLong()) : LocationRange.from(from);
    }

    private Location startAfter(Location largest) {
        return type == Type.NEXT_GROUP_START
                ? new Location(next(largest.group()), 0)
                : new Location(largest.group(), next(largest.object()));
    }

    private static long next(long id) {
        return Math.min(id + 1, Location.MAX_ID); // there is nothing after the last id
    }
}
