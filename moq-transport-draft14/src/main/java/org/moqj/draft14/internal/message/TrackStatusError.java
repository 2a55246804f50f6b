package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** TRACK_STATUS_ERROR (draft-14, section 9.22): no state is told, in the layout of a {@code SUBSCRIBE_ERROR}. */
public record TrackStatusError(SubscribeError layout) implements ControlMessage {

    static TrackStatusError read(FieldReader in) throws ProtocolViolation {
        return new TrackStatusError(SubscribeError.read(in));
    }

    @Override
    public void write(FieldWriter out) {
        layout.write(out);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.TRACK_STATUS_ERROR;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onTrackStatusError(this);
    }
}
