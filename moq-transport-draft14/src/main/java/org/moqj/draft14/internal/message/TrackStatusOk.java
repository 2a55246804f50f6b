package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** TRACK_STATUS_OK (draft-14, section 9.21): a track's state, in the layout of a {@code SUBSCRIBE_OK}; the alias is 0. */
public record TrackStatusOk(SubscribeOk layout) implements ControlMessage {

    static TrackStatusOk read(FieldReader in) throws ProtocolViolation {
        return new TrackStatusOk(SubscribeOk.read(in));
    }

    @Override
    public void write(FieldWriter out) {
        layout.write(out);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.TRACK_STATUS_OK;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onTrackStatusOk(this);
    }
}
