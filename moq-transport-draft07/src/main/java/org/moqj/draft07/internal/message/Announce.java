package org.moqj.draft07.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * ANNOUNCE (draft-07, section 6.21): the publisher offers a namespace.
 *
 * @param namespace 1 to 32 fields
 * @param parameters of {@link VersionParameter}
 */
public record Announce(TrackNamespace namespace, Parameters parameters) implements ControlMessage {

    static Announce read(WireReader in) throws ProtocolViolation {
        return new Announce(Tuple.readNamespace(in), Parameters.read(in, VersionParameter.AUTHORIZATION_INFO));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, namespace);
        parameters.write(out);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.ANNOUNCE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onAnnounce(this);
    }
}
