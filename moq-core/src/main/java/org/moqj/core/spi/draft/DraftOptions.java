package org.moqj.core.spi.draft;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.Limits;
import org.moqj.core.PeerProfile;

/**
 * How a session is to run.
 *
 * @param implementation what we call ourselves, where the draft says it
 * @param profile the peer's profile; empty: recognise the peer, else {@link PeerProfile#STRICT}
 * @param limits what the peer can make us hold
 * @param setupTimeout how long the peer's SETUP may take from the start of the session
 * @param earlyDataTimeout how long data waits for the answer that tells what it belongs to
 * @param doneTimeout how long streams of an ended subscription may still arrive
 * @param tokens tokens for the setup; a client of a draft that has none there refuses to begin with them
 */
public record DraftOptions(
        String implementation,
        Optional<PeerProfile> profile,
        Limits limits,
        Duration setupTimeout,
        Duration earlyDataTimeout,
        Duration doneTimeout,
        List<AuthToken> tokens) {

    /** Copies the tokens. */
    public DraftOptions {
        tokens = List.copyOf(tokens);
    }
}
