package org.moqj.draft14.internal.message;

import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * PUBLISH_OK (draft-14, section 9.14): the offered track is wanted.
 *
 * @param requestId the id of the PUBLISH
 * @param forward whether objects are to flow
 * @param subscriberPriority 0 (first) to 255
 * @param groupOrder ascending or descending; overrides the publisher's
 * @param filter which part of the track
 * @param parameters {@link ParameterScope#PUBLISH_OK}
 */
public record PublishOk(
        long requestId,
        boolean forward,
        int subscriberPriority,
        GroupOrder groupOrder,
        Filter filter,
        Parameters parameters)
        implements ControlMessage {

    static PublishOk read(FieldReader in) throws ProtocolViolation {
        return new PublishOk(
                in.varint("Request ID"),
                in.flag("Forward"),
                in.u8("Subscriber Priority"),
                GroupOrders.readDecided(in),
                Filter.read(in),
                in.parameters(ParameterScope.PUBLISH_OK));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        out.flag("Forward", forward);
        out.u8("Subscriber Priority", subscriberPriority);
        GroupOrders.write(out, groupOrder);
        filter.write(out);
        out.parameters(ParameterScope.PUBLISH_OK, parameters);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.PUBLISH_OK;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onPublishOk(this);
    }
}
