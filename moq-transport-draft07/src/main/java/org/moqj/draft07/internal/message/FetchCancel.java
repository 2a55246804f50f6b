package org.moqj.draft07.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * FETCH_CANCEL (draft-07, section 6.8): the subscriber gives a fetch up.
 *
 * @param subscribeId the fetch
 */
public record FetchCancel(long subscribeId) implements ControlMessage {

    static FetchCancel read(WireReader in) throws ProtocolViolation {
        return new FetchCancel(in.varint("Subscribe ID"));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(subscribeId);
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
