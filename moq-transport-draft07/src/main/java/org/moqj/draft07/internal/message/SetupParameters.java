package org.moqj.draft07.internal.message;

import java.util.Optional;
import java.util.OptionalLong;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;

/** What the parameters of a SETUP message say (draft-07, section 6.2.2). */
public final class SetupParameters {

    private SetupParameters() {}

    static Parameters read(WireReader in) throws ProtocolViolation {
        Parameters parameters = Parameters.read(in, SetupParameter.values());
        role(parameters);
        return parameters;
    }

    /** Returns the sender's role, where it says one: the session has to insist on it. */
    public static Optional<Role> role(Parameters parameters) throws ProtocolViolation {
        OptionalLong code = parameters.varint(SetupParameter.ROLE);
        return code.isPresent() ? Optional.of(Role.of(code.getAsLong())) : Optional.empty();
    }
}
