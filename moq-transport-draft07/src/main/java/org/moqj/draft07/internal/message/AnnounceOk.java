package org.moqj.draft07.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * ANNOUNCE_OK (draft-07, section 6.9): the subscriber takes a namespace.
 *
 * @param namespace 1 to 32 fields
 */
public record AnnounceOk(TrackNamespace namespace) implements ControlMessage {

    static AnnounceOk read(WireReader in) throws ProtocolViolation {
        return new AnnounceOk(Tuple.readNamespace(in));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, namespace);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.ANNOUNCE_OK;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onAnnounceOk(this);
    }
}
