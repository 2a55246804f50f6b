package org.moqj.draft07.internal.message;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * CLIENT_SETUP (draft-07, section 6.2): the client opens the session.
 *
 * @param supportedVersions the versions that the client offers
 * @param parameters of {@link SetupParameter}
 */
public record ClientSetup(List<Long> supportedVersions, Parameters parameters) implements ControlMessage {

    private static final int MAX_VERSIONS = 256;

    /** Copies the list. */
    public ClientSetup {
        supportedVersions = List.copyOf(supportedVersions);
    }

    static ClientSetup read(WireReader in) throws ProtocolViolation {
        int count = in.boundedVarint("Number of Supported Versions", MAX_VERSIONS);
        List<Long> versions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            versions.add(in.varint("Supported Version"));
        }
        return new ClientSetup(versions, SetupParameters.read(in));
    }

    @Override
    public void write(WireWriter out) {
        out.varint(supportedVersions.size());
        for (long version : supportedVersions) {
            out.varint(version);
        }
        parameters.write(out);
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
