package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * FETCH_ERROR (draft-07, section 6.18): the publisher refuses a fetch.
 *
 * @param subscribeId the fetch
 * @param errorCode why; the draft defines no numbers
 * @param reasonPhrase text for people
 */
public record FetchError(long subscribeId, long errorCode, ByteString reasonPhrase) implements ControlMessage {

    static FetchError read(WireReader in) throws ProtocolViolation {
        return new FetchError(in.varint("Subscribe ID"), in.varint("Error Code"), ReasonPhrase.read(in));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId).varint(errorCode).lengthPrefixed(reasonPhrase);
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
