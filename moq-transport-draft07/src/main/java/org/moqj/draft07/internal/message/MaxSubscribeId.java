package org.moqj.draft07.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * MAX_SUBSCRIBE_ID (draft-07, section 6.20): Subscribe IDs below {@code limit} are allowed from now on.
 *
 * @param limit the new Maximum Subscribe ID
 */
public record MaxSubscribeId(long limit) implements ControlMessage {

    static MaxSubscribeId read(WireReader in) throws ProtocolViolation {
        return new MaxSubscribeId(in.varint("Subscribe ID"));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(limit);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.MAX_SUBSCRIBE_ID;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onMaxSubscribeId(this);
    }
}
