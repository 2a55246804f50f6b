package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * FETCH (draft-07, section 6.7): the subscriber asks for objects of the past.
 *
 * @param subscribeId the subscriber's number for this request
 * @param namespace 1 to 32 fields
 * @param name the Track Name
 * @param subscriberPriority 0 (first) to 255
 * @param groupOrder which group goes first
 * @param start the first location
 * @param endGroup the last group
 * @param endObjectPlusOne the last object in it plus 1; 0 for the whole group
 * @param parameters of {@link VersionParameter}
 */
public record Fetch(
        long subscribeId,
        TrackNamespace namespace,
        ByteString name,
        int subscriberPriority,
        GroupOrder groupOrder,
        Location start,
        long endGroup,
        long endObjectPlusOne,
        Parameters parameters)
        implements ControlMessage {

    static Fetch read(WireReader in) throws ProtocolViolation {
        return new Fetch(
                in.varint("Subscribe ID"),
                Tuple.readNamespace(in),
                in.lengthPrefixed("Track Name", Integer.MAX_VALUE),
                in.u8("Subscriber Priority"),
                GroupOrders.readRequested(in),
                new Location(in.varint("StartGroup"), in.varint("StartObject")),
                in.varint("EndGroup"),
                in.varint("EndObject"),
                Parameters.read(in));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId);
        Tuple.write(out, namespace);
        out.lengthPrefixed(name).u8(subscriberPriority).u8(GroupOrders.of(groupOrder));
        out.varint(start.group()).varint(start.object()).varint(endGroup).varint(endObjectPlusOne);
        parameters.write(out);
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
