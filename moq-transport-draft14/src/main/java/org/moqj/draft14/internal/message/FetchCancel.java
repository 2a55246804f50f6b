package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** FETCH_CANCEL (draft-14, section 9.19): no more objects for fetch {@code requestId}. */
public record FetchCancel(long requestId) implements ControlMessage {

    static FetchCancel read(FieldReader in) throws ProtocolViolation {
        return new FetchCancel(in.varint("Request ID"));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Request ID", requestId);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.FETCH_CANCEL;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onFetchCancel(this);
    }
}
