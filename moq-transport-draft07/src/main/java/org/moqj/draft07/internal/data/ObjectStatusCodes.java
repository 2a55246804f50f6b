package org.moqj.draft07.internal.data;

import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.wire.ProtocolViolation;

/** The numbers of Object Status (draft-07, section 7.1.1.1). There is no 0x2. */
public final class ObjectStatusCodes {

    private ObjectStatusCodes() {}

    /** Returns the status that {@code code} stands for. */
    public static ObjectStatus read(long code) throws ProtocolViolation {
        if (code == 0x0) {
            return ObjectStatus.NORMAL;
        }
        if (code == 0x1) {
            return ObjectStatus.DOES_NOT_EXIST;
        }
        if (code == 0x3) {
            return ObjectStatus.END_OF_GROUP;
        }
        if (code == 0x4) {
            return ObjectStatus.END_OF_TRACK;
        }
        if (code == 0x5) {
            return ObjectStatus.END_OF_SUBGROUP;
        }
        throw ProtocolViolation.invalid("Object Status", "must be 0, 1, 3, 4 or 5, is " + code);
    }

    /** Returns the number of {@code status}. */
    public static long of(ObjectStatus status) {
        return switch (status) {
            case NORMAL -> 0x0;
            case DOES_NOT_EXIST -> 0x1;
            case END_OF_GROUP -> 0x3;
            case END_OF_TRACK -> 0x4;
            case END_OF_SUBGROUP -> 0x5;
        };
    }
}
