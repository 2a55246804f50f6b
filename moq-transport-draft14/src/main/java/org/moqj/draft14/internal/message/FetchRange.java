package org.moqj.draft14.internal.message;

import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Which objects a FETCH asks for (draft-14, sections 9.16.1 and 9.16.2). */
public sealed interface FetchRange {

    /** The Fetch Type of {@link Standalone}. */
    long STANDALONE = 0x1;

    /** The Fetch Type of {@link RelativeJoining}. */
    long RELATIVE_JOINING = 0x2;

    /** The Fetch Type of {@link AbsoluteJoining}. */
    long ABSOLUTE_JOINING = 0x3;

    /**
     * A range of a track.
     *
     * @param track the track
     * @param startLocation the first location
     * @param endLocation as on the wire, see {@link EndLocation}
     */
    record Standalone(FullTrackName track, Location startLocation, Location endLocation) implements FetchRange {

        @Override
        public void write(FieldWriter out) {
            out.varint("Fetch Type", STANDALONE);
            Names.writeTrack(out, track);
            out.location("Start Location", startLocation);
            out.location("End Location", endLocation);
        }
    }

    /**
     * What precedes a subscription.
     *
     * @param joiningRequestId the subscription
     * @param joiningStart how many groups before the one that the subscription found largest
     */
    record RelativeJoining(long joiningRequestId, long joiningStart) implements FetchRange {

        @Override
        public void write(FieldWriter out) {
            out.varint("Fetch Type", RELATIVE_JOINING);
            writeJoining(out, joiningRequestId, joiningStart);
        }
    }

    /**
     * What precedes a subscription.
     *
     * @param joiningRequestId the subscription
     * @param joiningStart the first group
     */
    record AbsoluteJoining(long joiningRequestId, long joiningStart) implements FetchRange {

        @Override
        public void write(FieldWriter out) {
            out.varint("Fetch Type", ABSOLUTE_JOINING);
            writeJoining(out, joiningRequestId, joiningStart);
        }
    }

    /** Appends the type and what it brings along. */
    void write(FieldWriter out);

    private static void writeJoining(FieldWriter out, long joiningRequestId, long joiningStart) {
        out.varint("Joining Request ID", joiningRequestId);
        out.varint("Joining Start", joiningStart);
    }

    /** Reads the type and what it brings along. */
    static FetchRange read(FieldReader in) throws ProtocolViolation {
        long type = in.varint("Fetch Type");
        if (type == STANDALONE) {
            return new Standalone(Names.readTrack(in), in.location("Start Location"), in.location("End Location"));
        }
        if (type == RELATIVE_JOINING) {
            return new RelativeJoining(in.varint("Joining Request ID"), in.varint("Joining Start"));
        }
        if (type == ABSOLUTE_JOINING) {
            return new AbsoluteJoining(in.varint("Joining Request ID"), in.varint("Joining Start"));
        }
        throw ProtocolViolation.invalid("Fetch Type", "must be 1 to 3, is " + type);
    }
}
