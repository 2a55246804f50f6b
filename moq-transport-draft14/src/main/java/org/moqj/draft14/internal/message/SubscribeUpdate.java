package org.moqj.draft14.internal.message;

import java.util.OptionalLong;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * SUBSCRIBE_UPDATE (draft-14, section 9.10): narrows a subscription, or changes its priority or forwarding.
 *
 * @param requestId the id of this request, which is never answered
 * @param subscriptionRequestId the id of the SUBSCRIBE or PUBLISH that it changes
 * @param startLocation the new start
 * @param endGroup the last group; empty where the subscription is open-ended. The wire has it plus 1
 * @param subscriberPriority 0 (first) to 255
 * @param forward whether objects are to flow
 * @param parameters {@link ParameterScope#SUBSCRIBE}
 */
public record SubscribeUpdate(
        long requestId,
        long subscriptionRequestId,
        Location startLocation,
        OptionalLong endGroup,
        int subscriberPriority,
        boolean forward,
        Parameters parameters)
        implements ControlMessage {

    static SubscribeUpdate read(FieldReader in) throws ProtocolViolation {
        return new SubscribeUpdate(
                in.varint("Request ID"),
                in.varint("Subscription Request ID"),
                in.location("Start Location"),
                readEndGroup(in.varint("End Group")),
                in.u8("Subscriber Priority"),
                in.flag("Forward"),
                in.parameters(ParameterScope.SUBSCRIBE));
    }

    private static OptionalLong readEndGroup(long plusOne) {
        return plusOne == 0 ? OptionalLong.empty() : OptionalLong.of(plusOne - 1);
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        out.varint("Subscription Request ID", subscriptionRequestId);
        out.location("Start Location", startLocation);
        out.varint("End Group", endGroup.isPresent() ? endGroup.getAsLong() + 1 : 0);
        out.u8("Subscriber Priority", subscriberPriority);
        out.flag("Forward", forward);
        out.parameters(ParameterScope.SUBSCRIBE, parameters);
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
