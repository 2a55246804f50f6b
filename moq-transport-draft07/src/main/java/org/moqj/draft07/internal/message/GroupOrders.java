package org.moqj.draft07.internal.message;

import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;

/** The numbers of Group Order (draft-07, sections 6.4, 6.15 and 6.17). */
public final class GroupOrders {

    private static final String FIELD = "Group Order";

    private GroupOrders() {}

    /** Reads what a request asks for, where 0 leaves it to the publisher. */
    static GroupOrder readRequested(WireReader in) throws ProtocolViolation {
        return order(in.u8(FIELD));
    }

    /** Reads what an answer grants. */
    static GroupOrder readGranted(WireReader in) throws ProtocolViolation {
        GroupOrder order = order(in.u8(FIELD));
        if (order == GroupOrder.PUBLISHER_DEFAULT) {
            throw ProtocolViolation.invalid(FIELD, "must be 1 or 2, is 0");
        }
        return order;
    }

    /** Returns the order that {@code code} stands for. */
    public static GroupOrder order(long code) throws ProtocolViolation {
        if (code == 0) {
            return GroupOrder.PUBLISHER_DEFAULT;
        }
        if (code == 1) {
            return GroupOrder.ASCENDING;
        }
        if (code == 2) {
            return GroupOrder.DESCENDING;
        }
        throw ProtocolViolation.invalid(FIELD, "must be 0, 1 or 2, is " + code);
    }

    /** Returns the number of {@code order}. */
    public static int of(GroupOrder order) {
        return switch (order) {
            case PUBLISHER_DEFAULT -> 0;
            case ASCENDING -> 1;
            case DESCENDING -> 2;
        };
    }
}
