package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one group: where it and its subgroups end, and what of it does not exist. Confined to the session's
 * event loop.
 *
 * <p>Checks return what is wrong, or null.
 */
final class GroupRules {

    private static final int SUBGROUPS = 64;
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final long groupId;
    private final Map<Long, Long> subgroupEnds = new HashMap<>();
    private final IdRanges gaps = new IdRanges();
    private long largest = -1;
    private long end = UNKNOWN;
    private long lastFetched = UNKNOWN;
    private long gapBefore = -1;
    private int openStreams;
    private long settledAt = -1;

    GroupRules(long groupId) {
        this.groupId = groupId;
    }

    long groupId() {
        return groupId;
    }

    /** An object with a payload came. */
    @Nullable
    String take(long objectId) {
        if (objectId >= end) {
            return "object " + objectId + " after the end of its group at " + end;
        }
        if (objectId > lastFetched) {
            return "object " + objectId + " after the last that a fetch had of its group, " + lastFetched;
        }
        if (gaps.contains(objectId)) {
            return "object " + objectId + " was said not to exist";
        }
        largest = Math.max(largest, objectId);
        return null;
    }

    /** The group's last object is the one before {@code endId}. */
    @Nullable
    String end(long endId) {
        if (end != UNKNOWN && end != endId) {
            return "a group ends at " + end + " and at " + endId;
        }
        if (endId <= largest) {
            return "a group ends at " + endId + ", but has object " + largest;
        }
        end = endId;
        return null;
    }

    /** A fetch of the whole group ended with {@code lastId}; what came before may have ceased to exist since. */
    void endInFetch(long lastId) {
        lastFetched = Math.max(lastId, largest);
    }

    /** Returns the id of a subgroup's last object, or the largest number where it is not known. */
    long subgroupEnd(long subgroupId) {
        return subgroupEnds.getOrDefault(subgroupId, UNKNOWN);
    }

    /** A stream of the subgroup has ended with all of its objects, the last of which is {@code lastId}. */
    @Nullable
    String endSubgroup(long subgroupId, long lastId) {
        Long known = subgroupEnds.get(subgroupId);
        if (known != null && known != lastId) {
            return "subgroup " + subgroupId + " ends with object " + known + " and with " + lastId;
        }
        if (subgroupEnds.size() < SUBGROUPS) {
            subgroupEnds.put(subgroupId, lastId);
        }
        return null;
    }

    /** The {@code count} objects before {@code objectId} do not exist. */
    @Nullable
    String gap(long objectId, long count, SeenObjects seen) {
        long first = objectId - count;
        long came = largest < first ? -1 : seen.lastThatCame(groupId, first, objectId - 1);
        if (came >= 0) {
            return "Prior Object ID Gap " + count + " of object " + objectId + " covers object " + came;
        }
        gaps.add(first, objectId - 1);
        return null;
    }

    /** Returns whether the {@code count} groups before this one were said before not to exist. */
    boolean knowsGapBefore(long count) {
        return gapBefore == count;
    }

    /** The {@code count} groups before this one do not exist. */
    @Nullable
    String gapBefore(long count) {
        if (gapBefore >= 0) {
            return "Prior Group ID Gap of group " + groupId + " is " + gapBefore + " and " + count;
        }
        gapBefore = count;
        return null;
    }

    void streamBegan() {
        openStreams++;
    }

    /** A stream ended, when {@code fetches} had been made of the track. */
    void streamEnded(long fetches) {
        openStreams--;
        settledAt = fetches;
    }

    /** Returns whether nothing of the group was under way when that fetch was made, or since. */
    boolean wasSettledBefore(long fetch) {
        return openStreams == 0 && settledAt < fetch;
    }
}
