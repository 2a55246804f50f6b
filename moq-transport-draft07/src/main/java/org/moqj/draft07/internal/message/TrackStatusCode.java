package org.moqj.draft07.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** The Status Code of TRACK_STATUS (draft-07, section 6.23). */
public enum TrackStatusCode {
    IN_PROGRESS(0x00, true),
    DOES_NOT_EXIST(0x01, false),
    NOT_YET_BEGUN(0x02, false),
    FINISHED(0x03, true),
    RELAY_CANNOT_KNOW(0x04, true);

    private final long code;
    private final boolean location;

    TrackStatusCode(long code, boolean location) {
        this.code = code;
        this.location = location;
    }

    /** Returns the status that {@code code} stands for. */
    public static TrackStatusCode of(long code) throws ProtocolViolation {
        for (TrackStatusCode status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw ProtocolViolation.invalid("Status Code", "must be 0 to 4, is " + code);
    }

    /** Returns the number on the wire. */
    public long code() {
        return code;
    }

    /** Returns whether the location beside it means something; it must be 0:0 otherwise. */
    public boolean hasLocation() {
        return location;
    }
}
