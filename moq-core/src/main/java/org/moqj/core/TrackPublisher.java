package org.moqj.core;

import java.util.Optional;
import java.util.concurrent.Flow;
import org.moqj.core.internal.PublishedTrack;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;

/**
 * A track that this end publishes. It is written to whether anybody listens or not; each subscription gets what its
 * filter, range, forwarding, order and priority ask for. Thread-safe, except that each {@link SubgroupWriter} is for one
 * thread at a time.
 */
public sealed interface TrackPublisher extends AutoCloseable permits PublishedTrack {

    /** Returns the track's name. */
    FullTrackName name();

    /** Returns the options it was made with; of a track that is passed on, within what its publisher grants. */
    TrackOptions options();

    /** Opens the group after the last one, or group 0. */
    GroupWriter nextGroup();

    /**
     * Opens a group.
     *
     * @param groupId 0 to 2^62-1; not the id of a group that was opened before
     * @throws IllegalArgumentException for an id that was used already
     * @throws IllegalStateException after the track's end, and behind a marker that says where it is
     */
    GroupWriter group(long groupId);

    /** Returns the largest location written so far. */
    Optional<Location> largest();

    /** Returns how many subscriptions are served now. */
    int subscribers();

    /**
     * Returns a publisher of the number of subscriptions: the current one on subscribing, then each change. Slow
     * readers see the latest number only. Any number of subscribers.
     */
    Flow.Publisher<Integer> demand();

    /** Returns how much went out and how much did not, over all subscriptions. */
    TrackStats stats();

    /**
     * Ends the track: groups that are still open end where they are, and each subscription is told that the track is
     * over. No effect when it has ended.
     */
    void finish();

    /** Does what {@link #finish()} does, and tells each subscription {@code status}. */
    void finish(DoneStatus status, String reason);

    /** Ends the track at once: open streams are reset, and each subscription is told {@code status}. */
    void abort(DoneStatus status, String reason);

    /** Does what {@link #finish()} does. */
    @Override
    void close();
}
