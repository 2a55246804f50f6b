package org.moqj.draft14.internal.message;

import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * FETCH (draft-14, section 9.16): asks for objects of the past.
 *
 * @param requestId the request's id
 * @param subscriberPriority 0 (first) to 255
 * @param groupOrder which group goes first
 * @param range which objects
 * @param parameters {@link ParameterScope#FETCH}
 */
public record Fetch(
        long requestId, int subscriberPriority, GroupOrder groupOrder, FetchRange range, Parameters parameters)
        implements ControlMessage {

    static Fetch read(FieldReader in) throws ProtocolViolation {
        return new Fetch(
                in.varint("Request ID"),
                in.u8("Subscriber Priority"),
                GroupOrders.readRequested(in),
                FetchRange.read(in),
                in.parameters(ParameterScope.FETCH));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        out.u8("Subscriber Priority", subscriberPriority);
        GroupOrders.write(out, groupOrder);
        range.write(out);
        out.parameters(ParameterScope.FETCH, parameters);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.FETCH;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onFetch(this);
    }
}
