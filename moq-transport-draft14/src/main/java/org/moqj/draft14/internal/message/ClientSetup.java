package org.moqj.draft14.internal.message;

import java.util.List;
import org.moqj.core.spi.wire.ProtocolViolation;

/** CLIENT_SETUP (draft-14, section 9.3): the versions that the client speaks, and how it is set up. */
public record ClientSetup(List<Long> supportedVersions, Parameters parameters) implements ControlMessage {

    static ClientSetup read(FieldReader in) throws ProtocolViolation {
        return new ClientSetup(in.varints("Supported Versions"), in.parameters(ParameterScope.SETUP));
    }

    @Override
    public void write(FieldWriter out) {
        out.varints("Supported Versions", supportedVersions);
        out.parameters(ParameterScope.SETUP, parameters);
    }

    @Override
    public ControlMessageType type() {
        return ControlMessageType.CLIENT_SETUP;
    }

    @Override
    public void accept(ControlMessageHandler to) throws ProtocolViolation {
        to.onClientSetup(this);
    }
}
