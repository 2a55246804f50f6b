package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * TRACK_STATUS_REQUEST (draft-07, section 6.12): asks for the state of a track.
 *
 * @param namespace 1 to 32 fields
 * @param name the Track Name
 */
public record TrackStatusRequest(TrackNamespace namespace, ByteString name) implements ControlMessage {

    static TrackStatusRequest read(WireReader in) throws ProtocolViolation {
        return new TrackStatusRequest(Tuple.readNamespace(in), in.lengthPrefixed("Track Name", Integer.MAX_VALUE));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, namespace);
        out.lengthPrefixed(name);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.TRACK_STATUS_REQUEST;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onTrackStatusRequest(this);
    }
}
