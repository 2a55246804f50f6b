package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * SUBSCRIBE_ANNOUNCES_ERROR (draft-07, section 6.25): the publisher will not tell of namespaces.
 *
 * @param prefix up to 32 fields
 * @param errorCode why; the draft defines no numbers
 * @param reasonPhrase text for people
 */
public record SubscribeAnnouncesError(TrackNamespace prefix, long errorCode, ByteString reasonPhrase)
        implements ControlMessage {

    static SubscribeAnnouncesError read(WireReader in) throws ProtocolViolation {
        return new SubscribeAnnouncesError(Tuple.readPrefix(in), in.varint("Error Code"), ReasonPhrase.read(in));
    }

    @Override
    public void write(WireWriter out) {
        Tuple.write(out, prefix);
        out.varint(errorCode).lengthPrefixed(reasonPhrase);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SUBSCRIBE_ANNOUNCES_ERROR;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onSubscribeAnnouncesError(this);
    }
}
