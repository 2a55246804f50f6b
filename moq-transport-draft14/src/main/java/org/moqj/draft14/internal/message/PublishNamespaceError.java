package org.moqj.draft14.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;

/** PUBLISH_NAMESPACE_ERROR (draft-14, section 9.25): the namespace of request {@code requestId} is refused. */
public record PublishNamespaceError(long requestId, long errorCode, ByteString errorReason) implements ControlMessage {

    static PublishNamespaceError read(FieldReader in) throws ProtocolViolation {
        return new PublishNamespaceError(in.varint("Request ID"), in.varint("Error Code"), ReasonPhrase.read(in));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        out.varint("Error Code", errorCode);
        ReasonPhrase.write(out, errorReason);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.PUBLISH_NAMESPACE_ERROR;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onPublishNamespaceError(this);
    }
}
