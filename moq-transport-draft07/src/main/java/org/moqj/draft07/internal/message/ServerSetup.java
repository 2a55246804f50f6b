package org.moqj.draft07.internal.message;

import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * SERVER_SETUP (draft-07, section 6.2): the server's answer.
 *
 * @param selectedVersion one of those that the client offered
 * @param parameters of {@link SetupParameter}, without PATH
 */
public record ServerSetup(long selectedVersion, Parameters parameters) implements ControlMessage {

    static ServerSetup read(WireReader in) throws ProtocolViolation {
        ServerSetup setup = new ServerSetup(in.varint("Selected Version"), SetupParameters.read(in));
        if (setup.parameters().bytes(SetupParameter.PATH).isPresent()) {
            throw ProtocolViolation.invalid("PATH", "must not be used by a server");
        }
        return setup;
    }

    @Override
    public void write(WireWriter out) {
        out.varint(selectedVersion);
        parameters.write(out);
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
