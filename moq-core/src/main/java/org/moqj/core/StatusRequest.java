package org.moqj.core;

import java.util.List;
import org.moqj.core.model.FullTrackName;

/**
 * The peer wants to know a track's state (TRACK_STATUS, draft-14, section 9.20; TRACK_STATUS_REQUEST, draft-07, section
 * 6.12). Thread-safe; answered once.
 */
public interface StatusRequest {

    /** Returns the session it came on. */
    MoqSession session();

    /** Returns the track. */
    FullTrackName track();

    /** Returns the request's tokens. */
    List<AuthToken> tokens();

    /**
     * Answers.
     *
     * @throws IllegalStateException where it was answered already
     */
    void accept(TrackStatus status);

    /**
     * Answers with the state of the track that is registered on the session, or that there is none.
     *
     * @throws IllegalStateException where it was answered already
     */
    void acceptFromRegistered();

    /**
     * Refuses to answer; in draft-07, which cannot, the track is said not to be known.
     *
     * @throws IllegalStateException where it was answered already
     */
    void refuse(Refusal refusal);
}
