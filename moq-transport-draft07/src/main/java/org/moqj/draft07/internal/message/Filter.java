package org.moqj.draft07.internal.message;

import java.util.Optional;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/** Which objects a SUBSCRIBE asks for (draft-07, section 6.4). */
public sealed interface Filter {

    /** Returns the Filter Type. */
    long type();

    /** Returns what this means for a track whose largest location is {@code largest}. */
    LocationRange range(Optional<Location> largest);

    /** Appends the Filter Type and the fields that it has. */
    void write(WireWriter out);

    /** From the first object of the current group on, or from the first group that will be. */
    record LatestGroup() implements Filter {

        @Override
        public long type() {
            return 0x1;
        }

        @Override
        public LocationRange range(Optional<Location> largest) {
            return LocationRange.from(new Location(largest.map(Location::group).orElse(0L), 0));
        }

        @Override
        public void write(WireWriter out) {
            out.varint(type());
        }
    }

    /** From the current object on, itself included, or from the first group that will be. */
    record LatestObject() implements Filter {

        @Override
        public long type() {
            return 0x2;
        }

        @Override
        public LocationRange range(Optional<Location> largest) {
            return LocationRange.from(largest.orElse(Location.ZERO));
        }

        @Override
        public void write(WireWriter out) {
            out.varint(type());
        }
    }

    /**
     * From a location on.
     *
     * @param start the first location
     */
    record AbsoluteStart(Location start) implements Filter {

        @Override
        public long type() {
            return 0x3;
        }

        @Override
        public LocationRange range(Optional<Location> largest) {
            return LocationRange.from(start);
        }

        @Override
        public void write(WireWriter out) {
            out.varint(type()).varint(start.group()).varint(start.object());
        }
    }

    /**
     * From a location to a location.
     *
     * @param start the first location
     * @param endGroup the last group
     * @param endObjectPlusOne the last object in it plus 1; 0 for the whole group
     */
    record AbsoluteRange(Location start, long endGroup, long endObjectPlusOne) implements Filter {

        @Override
        public long type() {
            return 0x4;
        }

        @Override
        public LocationRange range(Optional<Location> largest) {
            return LocationRange.between(start, EndObject.location(endGroup, endObjectPlusOne));
        }

        @Override
        public void write(WireWriter out) {
            out.varint(type()).varint(start.group()).varint(start.object());
            out.varint(endGroup).varint(endObjectPlusOne);
        }
    }

    /** Reads the Filter Type and the fields that it has. */
    static Filter read(WireReader in) throws ProtocolViolation {
        long type = in.varint("Filter Type");
        if (type == 0x1) {
            return new LatestGroup();
        }
        if (type == 0x2) {
            return new LatestObject();
        }
        if (type != 0x3 && type != 0x4) {
            throw ProtocolViolation.invalid("Filter Type", "must be 1 to 4, is " + type);
        }
        Location start = new Location(in.varint("StartGroup"), in.varint("StartObject"));
        return type == 0x3
                ? new AbsoluteStart(start)
                : new AbsoluteRange(start, in.varint("EndGroup"), in.varint("EndObject"));
    }
}
