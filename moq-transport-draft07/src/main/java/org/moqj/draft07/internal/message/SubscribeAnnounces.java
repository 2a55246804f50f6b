package org.moqj.draft07.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * SUBSCRIBE_ANNOUNCES (draft-07, section 6.13): the subscriber asks to be told of namespaces.
 *
 * @param prefix up to 32 fields
 * @param parameters of {@link VersionParameter}
 */
public record SubscribeAnnounces(TrackNamespace prefix, Parameters parameters) implements ControlMessage {

    static SubscribeAnnounces read(WireReader in) throws ProtocolViolation {
        return new SubscribeAnnounces(Tuple.readPrefix(in), Parameters.read(in, VersionParameter.AUTHORIZATION_INFO));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, prefix);
        parameters.write(out);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE_ANNOUNCES;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribeAnnounces(this);
    }
}
