package org.moqj.draft14.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;

/** PUBLISH_ERROR (draft-14, section 9.15): the track that request {@code requestId} offers is not wanted. */
public record PublishError(long requestId, long errorCode, ByteString errorReason) implements ControlMessage {

    static PublishError read(FieldReader in) throws ProtocolViolation {
        return new PublishError(in.varint("Request ID"), in.varint("Error Code"), ReasonPhrase.read(in));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        out.varint("Error Code", errorCode);
        ReasonPhrase.write(out, errorReason);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.PUBLISH_ERROR;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onPublishError(this);
    }
}
