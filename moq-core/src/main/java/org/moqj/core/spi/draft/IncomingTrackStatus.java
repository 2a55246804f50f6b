package org.moqj.core.spi.draft;

import java.util.List;
import org.moqj.core.AuthToken;
import org.moqj.core.Refusal;
import org.moqj.core.TrackStatus;
import org.moqj.core.model.FullTrackName;

/** The peer asks for a track's state. Answered once. */
public interface IncomingTrackStatus {

    /** Returns the track. */
    FullTrackName track();

    /** Returns the request's tokens. */
    List<AuthToken> tokens();

    /** Answers. */
    void accept(TrackStatus status);

    /** Refuses to answer; in draft-07, which cannot, the track is said not to be known. */
    void reject(Refusal refusal);
}
