package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * TRACK_STATUS (draft-07, section 6.23): the state of a track.
 *
 * @param namespace 1 to 32 fields
 * @param name the Track Name
 * @param status what there is
 * @param last the largest location known; 0:0 where the track does not exist or has not begun
 */
public record TrackStatus(TrackNamespace namespace, ByteString name, TrackStatusCode status, Location last)
        implements ControlMessage {

    static TrackStatus read(WireReader in) throws ProtocolViolation {
        TrackNamespace namespace = Tuple.readNamespace(in);
        ByteString name = in.lengthPrefixed("Track Name", Integer.MAX_VALUE);
        TrackStatusCode status = TrackStatusCode.of(in.varint("Status Code"));
        long lastGroup = in.varint("Last Group ID");
        long lastObject = in.varint("Last Object ID");
        if (!status.hasLocation()) {
            requireZero("Last Group ID", lastGroup, status);
            requireZero("Last Object ID", lastObject, status);
        }
        return new TrackStatus(namespace, name, status, new Location(lastGroup, lastObject));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, namespace);
        out.lengthPrefixed(name).varint(status.code()).varint(last.group()).varint(last.object());
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.TRACK_STATUS;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onTrackStatus(this);
    }

    private static void requireZero(String field, long value, TrackStatusCode status) throws ProtocolViolation {
        if (value != 0) {
            throw ProtocolViolation.invalid(field, "must be 0 with status " + status + ", is " + value);
        }
    }
}
