package org.moqj.core.spi.draft;

import java.util.List;
import org.moqj.core.AuthToken;
import org.moqj.core.model.FullTrackName;

/**
 * Asks for a track's state.
 *
 * @param track the track
 * @param tokens tokens for this request
 */
public record TrackStatusRequest(FullTrackName track, List<AuthToken> tokens) {

    /** Copies the tokens. */
    public TrackStatusRequest {
        tokens = List.copyOf(tokens);
    }
}
