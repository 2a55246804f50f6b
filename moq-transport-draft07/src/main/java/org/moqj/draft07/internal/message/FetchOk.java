package org.moqj.draft07.internal.message;

import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * FETCH_OK (draft-07, section 6.17): the publisher agrees to a fetch. Its largest location is always there: the draft makes it
 * depend on a ContentExists that the message does not have.
 *
 * @param subscribeId the fetch
 * @param groupOrder ascending or descending
 * @param endOfTrack whether {@code largest} is the last object of the track
 * @param largest the largest location of the track
 * @param parameters of {@link VersionParameter}
 */
public record FetchOk(
        long subscribeId, GroupOrder groupOrder, boolean endOfTrack, Location largest, Parameters parameters)
        implements ControlMessage {

    static FetchOk read(WireReader in) throws ProtocolViolation {
        return new FetchOk(
                in.varint("Subscribe ID"),
                GroupOrders.readGranted(in),
                in.flag("End Of Track"),
                new Location(in.varint("Largest Group ID"), in.varint("Largest Object ID")),
                Parameters.read(in, VersionParameter.MAX_CACHE_DURATION));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId).u8(GroupOrders.of(groupOrder)).flag(endOfTrack);
        out.varint(largest.group()).varint(largest.object());
        parameters.write(out);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.FETCH_OK;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onFetchOk(this);
    }
}
