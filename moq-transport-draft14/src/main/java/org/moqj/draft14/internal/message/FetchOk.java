package org.moqj.draft14.internal.message;

import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * FETCH_OK (draft-14, section 9.17): the fetch is granted.
 *
 * @param requestId the id of the FETCH
 * @param groupOrder ascending or descending
 * @param endOfTrack whether the end is that of the track
 * @param endLocation as on the wire, see {@link EndLocation}
 * @param parameters {@link ParameterScope#FETCH_OK}
 */
public record FetchOk(
        long requestId, GroupOrder groupOrder, boolean endOfTrack, Location endLocation, Parameters parameters)
        implements ControlMessage {

    static FetchOk read(FieldReader in) throws ProtocolViolation {
        return new FetchOk(
                in.varint("Request ID"),
                GroupOrders.readDecided(in),
                in.flag("End Of Track"),
                in.location("End Location"),
                in.parameters(ParameterScope.FETCH_OK));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        GroupOrders.write(out, groupOrder);
        out.flag("End Of Track", endOfTrack);
        out.location("End Location", endLocation);
        out.parameters(ParameterScope.FETCH_OK, parameters);
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
