package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;

/**
 * What makes a track malformed across its streams and datagrams (draft-14, section 2.5): objects beyond a known end of
 * their subgroup, group or track, two different ends, and both streams and datagrams. Of groups, the last few that were
 * seen are remembered. Confined to the session's event loop.
 *
 * <p>Checks return what is wrong, or null.
 */
final class TrackRules {

    private static final int GROUPS = 64;
    private static final int SUBGROUPS = 64;
    private static final long NO_END = Long.MAX_VALUE;

    private final Map<Long, Group> groups = new LinkedHashMap<>();
    private @Nullable ForwardingPreference preference;
    private @Nullable Location end;

    /** What is known of a group. */
    static final class Group {

        private final Map<Long, Long> subgroupEnds = new HashMap<>();
        private long largest = -1;
        private long end = NO_END;
    }

    /** Returns what is known of a group; looked up once a stream. */
    Group group(long groupId) {
        Group known = groups.get(groupId);
        if (known != null) {
            return known;
        }
        if (groups.size() >= GROUPS) {
            groups.remove(groups.keySet().iterator().next());
        }
        Group added = new Group();
        groups.put(groupId, added);
        return added;
    }

    /** An object arrived. */
    @Nullable
    String check(Group group, MoqObject object) {
        if (preference == null) {
            preference = object.forwardingPreference();
        } else if (preference != object.forwardingPreference()) {
            return "streams and datagrams in one track";
        }
        return switch (object.status()) {
            case NORMAL -> checkNormal(group, object);
            case END_OF_GROUP -> endGroup(group, object.objectId());
            case END_OF_TRACK -> endTrack(group, object.location());
            case DOES_NOT_EXIST, END_OF_SUBGROUP -> null;
        };
    }

    private @Nullable String checkNormal(Group group, MoqObject object) {
        long objectId = object.objectId();
        if (objectId >= group.end) {
            return "object " + objectId + " after the end of its group at " + group.end;
        }
        if (end != null && isAtOrAfter(object, end)) {
            return "object " + object.groupId() + ":" + objectId + " after the end of the track at " + end;
        }
        group.largest = Math.max(group.largest, objectId);
        return null;
    }

    private static boolean isAtOrAfter(MoqObject object, Location end) {
        return object.groupId() > end.group() || (object.groupId() == end.group() && object.objectId() >= end.object());
    }

    /** The group's last object is the one before {@code endId}. */
    @Nullable
    String endGroup(Group group, long endId) {
        if (group.end != NO_END && group.end != endId) {
            return "a group ends at " + group.end + " and at " + endId;
        }
        if (endId <= group.largest) {
            return "a group ends at " + endId + ", but has object " + group.largest;
        }
        group.end = endId;
        return null;
    }

    private @Nullable String endTrack(Group group, Location location) {
        if (end != null && !end.equals(location)) {
            return "the track ends at " + end + " and at " + location;
        }
        end = location;
        return endGroup(group, location.object());
    }

    /** Returns the id of a subgroup's last object, or the largest number where it is not known. */
    long subgroupEnd(Group group, long subgroupId) {
        return group.subgroupEnds.getOrDefault(subgroupId, NO_END);
    }

    /** A stream of the subgroup has ended with all of its objects, the last of which is {@code lastId}. */
    @Nullable
    String endSubgroup(Group group, long subgroupId, long lastId) {
        Long known = group.subgroupEnds.get(subgroupId);
        if (known != null && known != lastId) {
            return "subgroup " + subgroupId + " ends with object " + known + " and with " + lastId;
        }
        if (group.subgroupEnds.size() < SUBGROUPS) {
            group.subgroupEnds.put(subgroupId, lastId);
        }
        return null;
    }
}
