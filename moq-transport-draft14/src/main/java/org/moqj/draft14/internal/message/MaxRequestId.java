package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** MAX_REQUEST_ID (draft-14, section 9.5): request ids below {@code limit} are allowed from now on. */
public record MaxRequestId(long limit) implements ControlMessage {

    static MaxRequestId read(FieldReader in) throws ProtocolViolation {
        return new MaxRequestId(in.varint("Request ID"));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", limit);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.MAX_REQUEST_ID;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onMaxRequestId(this);
    }
}
