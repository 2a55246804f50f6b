package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** TRACK_STATUS (draft-14, section 9.20): asks for a track's state, in the layout of a {@code SUBSCRIBE}. */
public record TrackStatus(Subscribe layout) implements ControlMessage {

    static TrackStatus read(FieldReader in) throws ProtocolViolation {
        return new TrackStatus(Subscribe.read(in));
    }

    @Override
    public void write(FieldWriter out) {
        layout.write(out);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.TRACK_STATUS;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onTrackStatus(this);
    }
}
