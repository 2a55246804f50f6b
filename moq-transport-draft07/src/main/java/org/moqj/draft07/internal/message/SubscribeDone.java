package org.moqj.draft07.internal.message;

import java.util.Optional;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * SUBSCRIBE_DONE (draft-07, section 6.19): the publisher ended a subscription.
 *
 * @param subscribeId the subscription
 * @param statusCode why
 * @param reasonPhrase text for people
 * @param finalLocation the largest location that was sent; empty where nothing was published
 */
public record SubscribeDone(
        long subscribeId, long statusCode, ByteString reasonPhrase, Optional<Location> finalLocation)
        implements ControlMessage {

    static SubscribeDone read(WireReader in) throws ProtocolViolation {
        long subscribeId = in.varint("Subscribe ID");
        long statusCode = in.varint("Status Code");
        ByteString reasonPhrase = ReasonPhrase.read(in);
        Optional<Location> finalLocation = in.flag("ContentExists")
                ? Optional.of(new Location(in.varint("Final Group"), in.varint("Final Object")))
                : Optional.empty();
        return new SubscribeDone(subscribeId, statusCode, reasonPhrase, finalLocation);
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId).varint(statusCode).lengthPrefixed(reasonPhrase).flag(finalLocation.isPresent());
        finalLocation.ifPresent(location -> out.varint(location.group()).varint(location.object()));
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE_DONE;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribeDone(this);
    }
}
