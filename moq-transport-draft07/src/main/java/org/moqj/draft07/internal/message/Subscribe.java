package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * SUBSCRIBE (draft-07, section 6.4): the subscriber asks for a track's objects.
 *
 * @param subscribeId the subscriber's number for this request
 * @param trackAlias the subscriber's number for the track on data streams
 * @param namespace 1 to 32 fields
 * @param name the Track Name
 * @param subscriberPriority 0 (first) to 255
 * @param groupOrder which group goes first
 * @param filter which objects
 * @param parameters of {@link VersionParameter}
 */
public record Subscribe(
        long subscribeId,
        long trackAlias,
        TrackNamespace namespace,
        ByteString name,
        int subscriberPriority,
        GroupOrder groupOrder,
        Filter filter,
        Parameters parameters)
        implements ControlMessage {

    static Subscribe read(WireReader in) throws ProtocolViolation {
        return new Subscribe(
                in.varint("Subscribe ID"),
                in.varint("Track Alias"),
                Tuple.readNamespace(in),
                in.lengthPrefixed("Track Name", Integer.MAX_VALUE),
                in.u8("Subscriber Priority"),
                GroupOrders.readRequested(in),
                Filter.read(in),
                Parameters.read(in, VersionParameter.AUTHORIZATION_INFO, VersionParameter.DELIVERY_TIMEOUT));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId).varint(trackAlias);
        Tuple.write(out, namespace);
        out.lengthPrefixed(name).u8(subscriberPriority).u8(GroupOrders.of(groupOrder));
        filter.write(out);
        parameters.write(out);
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
