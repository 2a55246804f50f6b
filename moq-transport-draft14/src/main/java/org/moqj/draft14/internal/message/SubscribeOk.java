package org.moqj.draft14.internal.message;

import java.util.Optional;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * SUBSCRIBE_OK (draft-14, section 9.8): the subscription is granted.
 *
 * @param requestId the id of the SUBSCRIBE
 * @param trackAlias what stands for the track on data streams and in datagrams
 * @param expires milliseconds that the subscription holds; 0 for no stated time
 * @param groupOrder ascending or descending
 * @param largestLocation the largest location so far; empty where no object was published
 * @param parameters {@link ParameterScope#SUBSCRIBE_OK}
 */
public record SubscribeOk(
        long requestId,
        long trackAlias,
        long expires,
        GroupOrder groupOrder,
        Optional<Location> largestLocation,
        Parameters parameters)
        implements ControlMessage {

    static SubscribeOk read(FieldReader in) throws ProtocolViolation {
        return new SubscribeOk(
                in.varint("Request ID"),
                in.varint("Track Alias"),
                in.varint("Expires"),
                GroupOrders.readDecided(in),
                LargestLocation.read(in),
                in.parameters(ParameterScope.SUBSCRIBE_OK));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        out.varint("Track Alias", trackAlias);
        out.varint("Expires", expires);
        GroupOrders.write(out, groupOrder);
        LargestLocation.write(out, largestLocation);
        out.parameters(ParameterScope.SUBSCRIBE_OK, parameters);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE_OK;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribeOk(this);
    }
}
