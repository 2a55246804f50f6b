package org.moqj.core;

import java.time.Duration;
import java.util.Optional;
import org.moqj.core.model.Location;

/**
 * The state of a track (TRACK_STATUS_OK, draft-14, section 9.21; TRACK_STATUS, draft-07, section 6.23).
 *
 * @param state what there is
 * @param largest the largest location so far; empty where there is no object, or where it is not known
 * @param expires for how long the answer holds; empty for no stated time
 */
public record TrackStatus(State state, Optional<Location> largest, Optional<Duration> expires) {

    /** Whether a track exists, and how far it is. */
    public enum State {
        /** Objects are being published. */
        IN_PROGRESS,
        /** There is no such track. */
        DOES_NOT_EXIST,
        /** The track exists, and has no object yet. */
        NOT_STARTED,
        /** The track is over. */
        FINISHED,
        /** The peer is a relay that cannot know; {@code largest} is the best it has. */
        UNKNOWN
    }
}
