package org.moqj.draft07.internal.message;

import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;

/** The numbers of Group Order (draft-07, sections 6.4 and 6.17). */
final class GroupOrderCode {

    private GroupOrderCode() {}

    /** Reads what a request asks for, where 0 leaves it to the publisher. */
    static GroupOrder readRequested(WireReader in) throws ProtocolViolation {
        int code = in.u8("Group Order");
        return switch (code) {
            case 0 -> GroupOrder.PUBLISHER_DEFAULT;
            case 1 -> GroupOrder.ASCENDING;
            case 2 -> GroupOrder.DESCENDING;
            default -> throw ProtocolViolation.invalid("Group Order", "must be 0, 1 or 2, is " + code);
        };
    }

    /** Reads what an answer grants. */
    static GroupOrder readGranted(WireReader in) throws ProtocolViolation {
        int code = in.u8("Group Order");
        return switch (code) {
            case 1 -> GroupOrder.ASCENDING;
            case 2 -> GroupOrder.DESCENDING;
            default -> throw ProtocolViolation.invalid("Group Order", "must be 1 or 2, is " + code);
        };
    }

    static int of(GroupOrder order) {
        return switch (order) {
            case PUBLISHER_DEFAULT -> 0;
            case ASCENDING -> 1;
            case DESCENDING -> 2;
        };
    }
}
