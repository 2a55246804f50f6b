package org.moqj.draft14.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;

/** GOAWAY (draft-14, section 9.4): the peer is to move to {@code newSessionUri}, or to where it is now if that is empty. */
public record Goaway(ByteString newSessionUri) implements ControlMessage {

    /** The most bytes that the URI may have. */
    public static final int MAX_URI = 8192;

    static Goaway read(FieldReader in) throws ProtocolViolation {
        return new Goaway(in.bytes("New Session URI", MAX_URI));
    }

    @Override
    public void write(FieldWriter out) {
        out.bytes("New Session URI", newSessionUri);
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
