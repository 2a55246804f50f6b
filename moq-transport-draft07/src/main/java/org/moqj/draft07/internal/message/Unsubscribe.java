package org.moqj.draft07.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * UNSUBSCRIBE (draft-07, section 6.6): the subscriber has had enough.
 *
 * @param subscribeId the subscription
 */
public record Unsubscribe(long subscribeId) implements ControlMessage {

    static Unsubscribe read(WireReader in) throws ProtocolViolation {
        return new Unsubscribe(in.varint("Subscribe ID"));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.UNSUBSCRIBE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onUnsubscribe(this);
    }
}
