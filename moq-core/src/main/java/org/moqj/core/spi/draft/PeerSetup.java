package org.moqj.core.spi.draft;

import java.util.List;
import org.moqj.core.AuthToken;
import org.moqj.core.PeerProfile;

/**
 * What the peer's SETUP said.
 *
 * @param implementation what the peer calls itself; empty where it does not say
 * @param profile the profile in force
 * @param path the path that the peer asks for, where the setup has it (raw QUIC); else that of the transport
 * @param authority the authority that the peer asks for, likewise
 * @param tokens the session's tokens
 */
public record PeerSetup(
        String implementation, PeerProfile profile, String path, String authority, List<AuthToken> tokens) {

    /** Copies the tokens. */
    public PeerSetup {
        tokens = List.copyOf(tokens);
    }
}
