package org.moqj.draft14.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;

/** FETCH_ERROR (draft-14, section 9.18): fetch {@code requestId} failed. */
public record FetchError(long requestId, long errorCode, ByteString errorReason) implements ControlMessage {

    static FetchError read(FieldReader in) throws ProtocolViolation {
        return new FetchError(in.varint("Request ID"), in.varint("Error Code"), ReasonPhrase.read(in));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
        out.varint("Error Code", errorCode);
        ReasonPhrase.write(out, errorReason);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.FETCH_ERROR;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onFetchError(this);
    }
}
