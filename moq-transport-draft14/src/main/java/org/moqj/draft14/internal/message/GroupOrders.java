package org.moqj.draft14.internal.message;

import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Group Order on the wire: 0 publisher's default, 1 ascending, 2 descending (draft-14, sections 9.7 and 9.8). */
final class GroupOrders {

    private static final String FIELD = "Group Order";

    private GroupOrders() {}

    /** Reads the order of a request, which may leave it to the publisher. */
    static GroupOrder readRequested(FieldReader in) throws ProtocolViolation {
        int value = in.u8(FIELD);
        return switch (value) {
            case 0 -> GroupOrder.PUBLISHER_DEFAULT;
            case 1 -> GroupOrder.ASCENDING;
            case 2 -> GroupOrder.DESCENDING;
            default -> throw ProtocolViolation.invalid(FIELD, "must be 0 to 2, is " + value);
        };
    }

    /** Reads the order of an answer, which has to be decided. */
    static GroupOrder readDecided(FieldReader in) throws ProtocolViolation {
        GroupOrder order = readRequested(in);
        if (order == GroupOrder.PUBLISHER_DEFAULT) {
            throw ProtocolViolation.invalid(FIELD, "must be 1 or 2, is 0");
        }
        return order;
    }

    static void write(FieldWriter out, GroupOrder order) {
        out.u8(
                FIELD,
                switch (order) {
                    case PUBLISHER_DEFAULT -> 0;
                    case ASCENDING -> 1;
                    case DESCENDING -> 2;
                });
    }
}
