package org.moqj.core.internal;

import org.moqj.core.model.Location;

/**
 * The object ids of one group: each is used once over all subgroups, and none beyond the end that was written (draft-14,
 * sections 2.1 and 10.2.1.1; draft-07, sections 2.1 and 7.1.1.1). Thread-safe.
 */
final class GroupIds {

    private static final long NONE = -1;

    private final TrackIds groups;
    private final long groupId;
    private final IdGaps unused = new IdGaps();
    private long next;
    private long end = NONE;

    GroupIds(TrackIds groups, long groupId) {
        this.groups = groups;
        this.groupId = groupId;
    }

    synchronized long next() {
        return next;
    }

    /**
     * Takes the next id.
     *
     * @throws IllegalStateException where the group has ended
     */
    synchronized long takeNext() {
        takeFrom(next);
        return next - 1;
    }

    /**
     * Takes {@code id}.
     *
     * @throws IllegalArgumentException where it was used before
     * @throws IllegalStateException where the group has ended before it
     */
    synchronized void take(long id) {
        if (id >= next) {
            takeFrom(id);
        } else if (!unused.take(id)) {
            throw new IllegalArgumentException(
                    "Object " + groupId + ":" + id + " of " + groups.track() + " was written before");
        }
    }

    private void takeFrom(long id) {
        if (end != NONE) {
            throw new IllegalStateException(
                    "Group " + groupId + " of " + groups.track() + " has ended with the marker at " + end);
        }
        if (id > Location.MAX_ID) {
            throw new IllegalArgumentException("Ids are 0 to 2^62-1: " + id);
        }
        groups.use(groupId);
        if (id > next) {
            unused.add(next, id - 1);
        }
        next = id + 1;
    }

    /**
     * Takes {@code id} for a marker behind which the group has nothing.
     *
     * @param endsTrack whether the track has nothing behind it either
     * @throws IllegalArgumentException where an object was written behind it
     * @throws IllegalStateException where the group has ended before
     */
    synchronized void takeEnd(long id, boolean endsTrack) {
        if (id < next) {
            throw new IllegalArgumentException("Group " + groupId + " of " + groups.track() + " does not end at " + id
                    + ": it has object " + (next - 1));
        }
        takeFrom(id);
        if (endsTrack) {
            try {
                groups.endAfter(groupId);
            } catch (IllegalArgumentException e) {
                unused.add(id, id);
                throw e;
            }
        }
        end = id;
    }
}
