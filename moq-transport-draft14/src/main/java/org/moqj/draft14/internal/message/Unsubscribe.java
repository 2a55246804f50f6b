package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** UNSUBSCRIBE (draft-14, section 9.11): no more objects for subscription {@code requestId}. */
public record Unsubscribe(long requestId) implements ControlMessage {

    static Unsubscribe read(FieldReader in) throws ProtocolViolation {
        return new Unsubscribe(in.varint("Request ID"));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
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
