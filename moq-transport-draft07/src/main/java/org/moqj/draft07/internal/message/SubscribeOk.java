package org.moqj.draft07.internal.message;

import java.util.Optional;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * SUBSCRIBE_OK (draft-07, section 6.15): the publisher agrees to a subscription.
 *
 * @param subscribeId the subscription
 * @param expires after how many milliseconds it ends; 0 where that is not known
 * @param groupOrder ascending or descending
 * @param largest the largest location of the track; empty where nothing was published
 * @param parameters of {@link VersionParameter}
 */
public record SubscribeOk(
        long subscribeId, long expires, GroupOrder groupOrder, Optional<Location> largest, Parameters parameters)
        implements ControlMessage {

    static SubscribeOk read(WireReader in) throws ProtocolViolation {
        long subscribeId = in.varint("Subscribe ID");
        long expires = in.varint("Expires");
        GroupOrder groupOrder = GroupOrders.readGranted(in);
        Optional<Location> largest = in.flag("ContentExists")
                ? Optional.of(new Location(in.varint("Largest Group ID"), in.varint("Largest Object ID")))
                : Optional.empty();
        Parameters parameters =
                Parameters.read(in, VersionParameter.DELIVERY_TIMEOUT, VersionParameter.MAX_CACHE_DURATION);
        return new SubscribeOk(subscribeId, expires, groupOrder, largest, parameters);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId).varint(expires).u8(GroupOrders.of(groupOrder)).flag(largest.isPresent());
        largest.ifPresent(location -> out.varint(location.group()).varint(location.object()));
        parameters.write(out);
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
