package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** PUBLISH_NAMESPACE_OK (draft-14, section 9.24): the namespace of request {@code requestId} is welcome. */
public record PublishNamespaceOk(long requestId) implements ControlMessage {

    static PublishNamespaceOk read(FieldReader in) throws ProtocolViolation {
        return new PublishNamespaceOk(in.varint("Request ID"));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.PUBLISH_NAMESPACE_OK;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onPublishNamespaceOk(this);
    }
}
