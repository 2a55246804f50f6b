package org.moqj.draft07.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * GOAWAY (draft-07, section 6.3): the server asks the client to move to another session.
 *
 * @param newSessionUri where to; empty for the current URI
 */
public record Goaway(ByteString newSessionUri) implements ControlMessage {

    /** The most bytes of a New Session URI. */
    public static final int MAX_URI = 8192;

    static Goaway read(WireReader in) throws ProtocolViolation {
        return new Goaway(in.lengthPrefixed("New Session URI", MAX_URI));
    }

    @Override
    public void write(WireWriter out) {
        out.lengthPrefixed(newSessionUri);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.GOAWAY;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onGoaway(this);
    }
}
