package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * SUBSCRIBE_ERROR (draft-07, section 6.16): the publisher refuses a subscription.
 *
 * @param subscribeId the subscription
 * @param errorCode why
 * @param reasonPhrase text for people
 * @param trackAlias the alias to use instead, where the code is Retry Track Alias
 */
public record SubscribeError(long subscribeId, long errorCode, ByteString reasonPhrase, long trackAlias)
        implements ControlMessage {

    static SubscribeError read(WireReader in) throws ProtocolViolation {
        return new SubscribeError(
                in.varint("Subscribe ID"), in.varint("Error Code"), ReasonPhrase.read(in), in.varint("Track Alias"));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId).varint(errorCode).lengthPrefixed(reasonPhrase).varint(trackAlias);
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
