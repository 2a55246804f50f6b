package org.moqj.core.internal;

import java.util.List;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.MoqSession;
import org.moqj.core.TokenRenewal;
import org.moqj.core.model.FullTrackName;

/** Other tokens for what {@code feed} serves. Thread-safe. */
record CoreTokenRenewal(MoqSession session, TrackFeed feed, List<AuthToken> tokens) implements TokenRenewal {

    @Override
    public FullTrackName track() {
        return feed.track();
    }

    @Override
    public void end(DoneStatus status, String reason) {
        feed.end(status, reason);
    }
}
