package org.moqj.draft14.internal.message;

import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * SUBSCRIBE (draft-14, section 9.7): asks for the objects of a track from now on.
 *
 * @param requestId the request's id
 * @param track the track
 * @param subscriberPriority 0 (first) to 255
 * @param groupOrder which group goes first
 * @param forward whether objects are to flow
 * @param filter which part of the track
 * @param parameters {@link ParameterScope#SUBSCRIBE}
 */
public record Subscribe(
        long requestId,
        FullTrackName track,
        int subscriberPriority,
        GroupOrder groupOrder,
        boolean forward,
        Filter filter,
        Parameters parameters)
        implements ControlMessage {

    static Subscribe read(FieldReader in) throws ProtocolViolation {
        return new Subscribe(
                in.varint("Request ID"),
                Names.readTrack(in),
                in.u8("Subscriber Priority"),
                GroupOrders.readRequested(in),
                in.flag("Forward"),
                Filter.read(in),
                in.parameters(ParameterScope.SUBSCRIBE));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        Names.writeTrack(out, track);
        out.u8("Subscriber Priority", subscriberPriority);
        GroupOrders.write(out, groupOrder);
        out.flag("Forward", forward);
        filter.write(out);
        out.parameters(ParameterScope.SUBSCRIBE, parameters);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribe(this);
    }
}
