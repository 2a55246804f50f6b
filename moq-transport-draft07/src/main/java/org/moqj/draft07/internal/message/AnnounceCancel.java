package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * ANNOUNCE_CANCEL (draft-07, section 6.11): the subscriber will send no new SUBSCRIBE for a namespace.
 *
 * @param namespace 1 to 32 fields
 * @param errorCode why; the draft defines no numbers
 * @param reasonPhrase text for people
 */
public record AnnounceCancel(TrackNamespace namespace, long errorCode, ByteString reasonPhrase)
        implements ControlMessage {

    static AnnounceCancel read(WireReader in) throws ProtocolViolation {
        return new AnnounceCancel(Tuple.readNamespace(in), in.varint("Error Code"), ReasonPhrase.read(in));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, namespace);
        out.varint(errorCode).lengthPrefixed(reasonPhrase);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.ANNOUNCE_CANCEL;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onAnnounceCancel(this);
    }
}
