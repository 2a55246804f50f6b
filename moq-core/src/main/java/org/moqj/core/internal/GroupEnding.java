package org.moqj.core.internal;

import java.util.concurrent.atomic.AtomicInteger;

/** When all of a group has come to its track: once its writer and all that it opened have ended. Thread-safe. */
final class GroupEnding {

    private final PublishedTrack track;
    private final long groupId;
    private final AtomicInteger open = new AtomicInteger();

    GroupEnding(PublishedTrack track, long groupId) {
        this.track = track;
        this.groupId = groupId;
    }

    /** An input is there. The group's own comes first and ends last. */
    void begun() {
        open.incrementAndGet();
    }

    /** All of an input has come; on the track's home executor. */
    void ended() {
        if (open.decrementAndGet() == 0) {
            track.onGroupEnd(groupId);
        }
    }
}
