package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * ANNOUNCE_ERROR (draft-07, section 6.10): the subscriber refuses a namespace.
 *
 * @param namespace 1 to 32 fields
 * @param errorCode why; the draft defines no numbers
 * @param reasonPhrase text for people
 */
public record AnnounceError(TrackNamespace namespace, long errorCode, ByteString reasonPhrase)
        implements ControlMessage {

    static AnnounceError read(WireReader in) throws ProtocolViolation {
        return new AnnounceError(Tuple.readNamespace(in), in.varint("Error Code"), ReasonPhrase.read(in));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, namespace);
        out.varint(errorCode).lengthPrefixed(reasonPhrase);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.ANNOUNCE_ERROR;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onAnnounceError(this);
    }
}
