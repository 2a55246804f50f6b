package org.moqj.draft14.internal.message;

import java.util.Optional;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * PUBLISH (draft-14, section 9.13): offers a track.
 *
 * @param requestId the request's id
 * @param track the track
 * @param trackAlias what stands for the track on data streams and in datagrams
 * @param groupOrder ascending or descending
 * @param largestLocation the largest location so far; empty where no object was published
 * @param forward whether objects flow before the answer
 * @param parameters {@link ParameterScope#PUBLISH}
 */
public record Publish(
        long requestId,
        FullTrackName track,
        long trackAlias,
        GroupOrder groupOrder,
        Optional<Location> largestLocation,
        boolean forward,
        Parameters parameters)
        implements ControlMessage {

    static Publish read(FieldReader in) throws ProtocolViolation {
        return new Publish(
                in.varint("Request ID"),
                Names.readTrack(in),
                in.varint("Track Alias"),
                GroupOrders.readDecided(in),
                LargestLocation.read(in),
                in.flag("Forward"),
                in.parameters(ParameterScope.PUBLISH));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        Names.writeTrack(out, track);
        out.varint("Track Alias", trackAlias);
        GroupOrders.write(out, groupOrder);
        LargestLocation.write(out, largestLocation);
        out.flag("Forward", forward);
        out.parameters(ParameterScope.PUBLISH, parameters);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.PUBLISH;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onPublish(this);
    }
}
