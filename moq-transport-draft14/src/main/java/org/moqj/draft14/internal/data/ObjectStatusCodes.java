package org.moqj.draft14.internal.data;

import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Object Status on the wire (draft-14, section 10.2.1.1). */
public final class ObjectStatusCodes {

    private ObjectStatusCodes() {}

    /** Returns what {@code code} means. */
    public static ObjectStatus of(long code) throws ProtocolViolation {
        if (code == 0x0) {
            return ObjectStatus.NORMAL;
        } else if (code == 0x1) {
            return ObjectStatus.DOES_NOT_EXIST;
        } else if (code == 0x3) {
            return ObjectStatus.END_OF_GROUP;
        } else if (code == 0x4) {
            return ObjectStatus.END_OF_TRACK;
        }
        throw ProtocolViolation.invalid("Object Status", "must be 0, 1, 3 or 4, is " + code);
    }

    /** Returns what says {@code status}. */
    public static long code(ObjectStatus status) {
        return switch (status) {
            case NORMAL -> 0x0;
            case DOES_NOT_EXIST -> 0x1;
            case END_OF_GROUP -> 0x3;
            case END_OF_TRACK -> 0x4;
            case END_OF_SUBGROUP -> throw new IllegalArgumentException("The end of the stream says " + status);
        };
    }

    /** Checks that an object that does not exist has no extension headers. */
    static void checkExtensions(ObjectStatus status, boolean hasExtensions) throws ProtocolViolation {
        if (status == ObjectStatus.DOES_NOT_EXIST && hasExtensions) {
            throw ProtocolViolation.invalid("Extension Headers", "not allowed on an object that does not exist");
        }
    }
}
