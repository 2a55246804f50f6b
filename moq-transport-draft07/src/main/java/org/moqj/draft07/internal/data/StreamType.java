package org.moqj.draft07.internal.data;

import org.moqj.core.spi.wire.ProtocolViolation;

/** The types of unidirectional streams (draft-07, section 7). The draft's old track stream 0x2 is not among them. */
public enum StreamType {
    STREAM_HEADER_SUBGROUP(0x4),
    FETCH_HEADER(0x5);

    private final long code;

    StreamType(long code) {
        this.code = code;
    }

    /** Returns the number on the wire. */
    public long code() {
        return code;
    }

    static StreamType of(long code) throws ProtocolViolation {
        for (StreamType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw ProtocolViolation.unknownType("Stream Type", code);
    }
}
