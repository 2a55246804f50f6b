package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** SUBSCRIBE_NAMESPACE_OK (draft-14, section 9.29): what matches the prefix of request {@code requestId} will follow. */
public record SubscribeNamespaceOk(long requestId) implements ControlMessage {

    static SubscribeNamespaceOk read(FieldReader in) throws ProtocolViolation {
        return new SubscribeNamespaceOk(in.varint("Request ID"));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE_NAMESPACE_OK;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribeNamespaceOk(this);
    }
}
