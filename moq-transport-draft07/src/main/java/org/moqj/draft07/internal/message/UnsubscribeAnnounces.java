package org.moqj.draft07.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * UNSUBSCRIBE_ANNOUNCES (draft-07, section 6.14): the subscriber has heard enough of namespaces.
 *
 * @param prefix up to 32 fields
 */
public record UnsubscribeAnnounces(TrackNamespace prefix) implements ControlMessage {

    static UnsubscribeAnnounces read(WireReader in) throws ProtocolViolation {
        return new UnsubscribeAnnounces(Tuple.readPrefix(in));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, prefix);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.UNSUBSCRIBE_ANNOUNCES;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onUnsubscribeAnnounces(this);
    }
}
