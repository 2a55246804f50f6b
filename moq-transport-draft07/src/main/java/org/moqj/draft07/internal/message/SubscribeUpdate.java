package org.moqj.draft07.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * SUBSCRIBE_UPDATE (draft-07, section 6.5): the subscriber narrows a subscription.
 *
 * @param subscribeId the subscription
 * @param startGroup the first group
 * @param startObject the first object in it
 * @param endGroupPlusOne the last group plus 1; 0 for an open end
 * @param endObjectPlusOne the last object in it plus 1; 0 for the whole group
 * @param subscriberPriority 0 (first) to 255
 * @param parameters of {@link VersionParameter}
 */
public record SubscribeUpdate(
        long subscribeId,
        long startGroup,
        long startObject,
        long endGroupPlusOne,
        long endObjectPlusOne,
        int subscriberPriority,
        Parameters parameters)
        implements ControlMessage {

    static SubscribeUpdate read(WireReader in) throws ProtocolViolation {
        return new SubscribeUpdate(
                in.varint("Subscribe ID"),
                in.varint("StartGroup"),
                in.varint("StartObject"),
                in.varint("EndGroup"),
                in.varint("EndObject"),
                in.u8("Subscriber Priority"),
                Parameters.read(in, VersionParameter.DELIVERY_TIMEOUT));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId).varint(startGroup).varint(startObject);
        out.varint(endGroupPlusOne).varint(endObjectPlusOne).u8(subscriberPriority);
        parameters.write(out);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE_UPDATE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribeUpdate(this);
    }
}
