package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** REQUESTS_BLOCKED (draft-14, section 9.6): requests wait because ids from {@code limit} on are not allowed. */
public record RequestsBlocked(long limit) implements ControlMessage {

    static RequestsBlocked read(FieldReader in) throws ProtocolViolation {
        return new RequestsBlocked(in.varint("Maximum Request ID"));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Maximum Request ID", limit);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.REQUESTS_BLOCKED;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onRequestsBlocked(this);
    }
}
