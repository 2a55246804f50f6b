package org.moqj.draft07.internal.message;

import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * SUBSCRIBE_ANNOUNCES_OK (draft-07, section 6.24): the publisher will tell of namespaces.
 *
 * @param prefix up to 32 fields
 */
public record SubscribeAnnouncesOk(TrackNamespace prefix) implements ControlMessage {

    static SubscribeAnnouncesOk read(WireReader in) throws ProtocolViolation {
        return new SubscribeAnnouncesOk(Tuple.readPrefix(in));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, prefix);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE_ANNOUNCES_OK;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribeAnnouncesOk(this);
    }
}
