package org.moqj.core;

import java.util.List;
import org.moqj.core.model.FullTrackName;

/**
 * The peer shows other tokens for a subscription that it is served (SUBSCRIBE_UPDATE, draft-14, sections 9.2.1.1 and
 * 9.10). There is no answer that could refuse them: whoever does not accept them ends the subscription. Thread-safe.
 */
public interface TokenRenewal {

    /** Returns the session it came on. */
    MoqSession session();

    /** Returns which track the subscription is to. */
    FullTrackName track();

    /** Returns the tokens, of which there is one at least. */
    List<AuthToken> tokens();

    /**
     * Ends the subscription at once; no effect when it is over.
     *
     * @param status why, {@link DoneStatus#UNAUTHORIZED} as a rule
     * @param reason for people
     */
    void end(DoneStatus status, String reason);
}
