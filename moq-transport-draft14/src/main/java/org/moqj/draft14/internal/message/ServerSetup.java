package org.moqj.draft14.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;

/** SERVER_SETUP (draft-14, section 9.3): the version that the server chose, and how it is set up. */
public record ServerSetup(long selectedVersion, Parameters parameters) implements ControlMessage {

    static ServerSetup read(FieldReader in) throws ProtocolViolation {
        return new ServerSetup(in.varint("Selected Version"), in.parameters(ParameterScope.SETUP));
    }

    @Override
    public void write(FieldWriter out) {
        out.varint("Selected Version", selectedVersion);
        out.parameters(ParameterScope.SETUP, parameters);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.SERVER_SETUP;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onServerSetup(this);
    }
}
