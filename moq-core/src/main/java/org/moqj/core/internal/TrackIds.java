package org.moqj.core.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.moqj.core.model.FullTrackName;

/** The groups of a track that were opened, and the last there may be. Thread-safe. */
final class TrackIds {

    private static final long NONE = Long.MAX_VALUE;

    private final FullTrackName track;
    private final UsedIds opened = new UsedIds();
    // The largest group with an object, and the last there may be: whoever sets one looks at the other then.
    private final AtomicLong largestGroup = new AtomicLong(-1);
    private final AtomicLong lastGroup = new AtomicLong(NONE);

    TrackIds(FullTrackName track) {
        this.track = track;
    }

    FullTrackName track() {
        return track;
    }

    /**
     * Opens the group above all others.
     *
     * @throws IllegalStateException where the track has ended before it
     */
    long openNext() {
        long groupId = opened.useNext();
        checkNotBehindEnd(groupId);
        return groupId;
    }

    /**
     * Opens a group.
     *
     * @throws IllegalArgumentException where it was opened before
     * @throws IllegalStateException where the track has ended before it
     */
    void open(long groupId) {
        checkNotBehindEnd(groupId);
        if (!opened.use(groupId)) {
            throw new IllegalArgumentException("Group " + groupId + " was opened before");
        }
    }

    /**
     * An object of {@code groupId} is about to be written.
     *
     * @throws IllegalStateException where the track has ended before it
     */
    void use(long groupId) {
        if (largestGroup.get() < groupId) {
            largestGroup.accumulateAndGet(groupId, Math::max);
        }
        checkNotBehindEnd(groupId);
    }

    private void checkNotBehindEnd(long groupId) {
        long last = lastGroup.get();
        if (groupId > last) {
            throw new IllegalStateException(track + " has ended with a marker in group " + last);
        }
    }

    /**
     * The track ends in {@code groupId}.
     *
     * @throws IllegalArgumentException where a later group has objects
     */
    void endAfter(long groupId) {
        lastGroup.set(groupId);
        long largest = largestGroup.get();
        if (largest > groupId) {
            lastGroup.set(NONE);
            throw new IllegalArgumentException(
                    track + " does not end in group " + groupId + ": it has objects in group " + largest);
        }
    }

    /** Returns whether the track's end was written. */
    boolean hasEnd() {
        return lastGroup.get() != NONE;
    }
}
