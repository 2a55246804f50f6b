package org.moqj.draft07.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * UNANNOUNCE (draft-07, section 6.22): the publisher serves no new subscriptions in a namespace.
 *
 * @param namespace 1 to 32 fields
 */
public record Unannounce(TrackNamespace namespace) implements ControlMessage {

    static Unannounce read(WireReader in) throws ProtocolViolation {
        return new Unannounce(Tuple.readNamespace(in));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, namespace);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.UNANNOUNCE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onUnannounce(this);
    }
}
