package org.moqj.relay.internal;

import java.util.Optional;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackStatus;

/** What is said about the state of tracks. */
final class StatusAnswers {

    private StatusAnswers() {}

    static TrackStatus of(TrackStatus.State state) {
        return new TrackStatus(state, Optional.empty(), Optional.empty());
    }

    /** Returns the state of a track that passes. */
    static TrackStatus of(TrackPublisher track) {
        return track.largest().isEmpty()
                ? of(TrackStatus.State.NOT_STARTED)
                : new TrackStatus(TrackStatus.State.IN_PROGRESS, track.largest(), Optional.empty());
    }
}
