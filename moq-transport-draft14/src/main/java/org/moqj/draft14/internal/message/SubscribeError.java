package org.moqj.draft14.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;

/** SUBSCRIBE_ERROR (draft-14, section 9.9): subscription {@code requestId} is refused. */
public record SubscribeError(long requestId, long errorCode, ByteString errorReason) implements ControlMessage {

    static SubscribeError read(FieldReader in) throws ProtocolViolation {
        return new SubscribeError(in.varint("Request ID"), in.varint("Error Code"), ReasonPhrase.read(in));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        out.varint("Error Code", errorCode);
        ReasonPhrase.write(out, errorReason);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE_ERROR;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribeError(this);
    }
}
