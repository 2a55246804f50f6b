package org.moqj.core;

import java.util.List;
import org.moqj.core.model.FullTrackName;

/** The peer wants a track that is not registered on the session. Thread-safe; answered once, further answers fail. */
public interface TrackRequest {

    /** Returns the session it came on. */
    MoqSession session();

    /** Returns which track is wanted. */
    FullTrackName track();

    /** Returns the request's tokens. */
    List<AuthToken> tokens();

    /**
     * Agrees: makes the track, registered on the session from now on, and serves it to the peer.
     *
     * @throws IllegalStateException where the request was answered already
     */
    TrackPublisher accept(TrackOptions options);

    /**
     * Agrees: serves {@code track}, which may be served on other sessions too.
     *
     * @throws IllegalStateException where the request was answered already
     */
    void accept(TrackPublisher track);

    /**
     * Refuses.
     *
     * @throws IllegalStateException where the request was answered already
     */
    void refuse(Refusal refusal);
}
