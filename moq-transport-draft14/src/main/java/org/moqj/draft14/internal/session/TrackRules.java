package org.moqj.draft14.internal.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.draft14.internal.data.ExtensionHeaders;

/**
 * What makes a track malformed across its streams, datagrams and fetches (draft-14, sections 2.5, 8.1, 11.1 and 11.3):
 * objects beyond a known end of their subgroup, group or track, two different ends, objects that were said not to exist
 * or that have become others, and both streams and datagrams. Shared by all requests for the track; what is remembered
 * is the last few groups and objects. Confined to the session's event loop.
 *
 * <p>Checks return what is wrong, or null.
 */
final class TrackRules {

    private static final int GROUPS = 64;

    private final boolean idsAreKept;
    private final Map<Long, GroupRules> groups = new LinkedHashMap<>();
    private final IdRanges groupGaps = new IdRanges();
    private final SeenObjects seen = new SeenObjects();
    private @Nullable ForwardingPreference preference;
    private @Nullable Location end;
    private @Nullable Location lastFetched;
    private long largestGroup = -1;
    private long largestObject = -1;
    private long fetches;

    /**
     * Begins to know of a track.
     *
     * @param idsAreKept whether ids are those that the publisher gave; not so behind a relay that renumbers objects,
     *     where two can have the same
     */
    TrackRules(boolean idsAreKept) {
        this.idsAreKept = idsAreKept;
    }

    /** Returns what is known of a group; looked up once a stream. */
    GroupRules group(long groupId) {
        GroupRules known = groups.get(groupId);
        if (known != null) {
            return known;
        }
        if (groups.size() >= GROUPS) {
            groups.remove(groups.keySet().iterator().next());
        }
        GroupRules added = new GroupRules(groupId);
        groups.put(groupId, added);
        if (groupGaps.contains(groupId)) {
            added.end(0);
        }
        return added;
    }

    /** An object of a subscription came. */
    @Nullable
    String check(GroupRules group, MoqObject object) {
        if (preference == null) {
            preference = object.forwardingPreference();
        } else if (preference != object.forwardingPreference()) {
            return "streams and datagrams in one track";
        }
        return checkFetched(group, object);
    }

    /** An object of a fetch came, which says nothing of how it travels else. */
    @Nullable
    String checkFetched(GroupRules group, MoqObject object) {
        String wrong = checkPlace(group, object);
        if (wrong == null && idsAreKept) {
            wrong = seen.take(object);
            if (wrong == null && !object.extensionHeaders().isEmpty()) {
                wrong = checkGaps(group, object);
            }
        }
        return wrong;
    }

    private @Nullable String checkPlace(GroupRules group, MoqObject object) {
        return switch (object.status()) {
            case NORMAL -> checkNormal(group, object);
            case END_OF_GROUP -> group.end(object.objectId());
            case END_OF_TRACK -> endTrack(group, object.location());
            case DOES_NOT_EXIST, END_OF_SUBGROUP -> null;
        };
    }

    private @Nullable String checkNormal(GroupRules group, MoqObject object) {
        long groupId = object.groupId();
        long objectId = object.objectId();
        String wrong = group.take(objectId);
        if (wrong != null) {
            return wrong;
        }
        if (end != null && !isBefore(groupId, objectId, end)) {
            return "object " + groupId + ":" + objectId + " after the end of the track at " + end;
        }
        if (lastFetched != null && isBefore(lastFetched.group(), lastFetched.object(), groupId, objectId)) {
            return "object " + groupId + ":" + objectId + " after " + lastFetched + ", the track's last";
        }
        if (isBefore(largestGroup, largestObject, groupId, objectId)) {
            largestGroup = groupId;
            largestObject = objectId;
        }
        return null;
    }

    private static boolean isBefore(long group, long object, Location other) {
        return isBefore(group, object, other.group(), other.object());
    }

    private static boolean isBefore(long group, long object, long otherGroup, long otherObject) {
        return group < otherGroup || (group == otherGroup && object < otherObject);
    }

    private @Nullable String endTrack(GroupRules group, Location location) {
        if (end != null && !end.equals(location)) {
            return "the track ends at " + end + " and at " + location;
        }
        if (largestGroup >= 0 && !isBefore(largestGroup, largestObject, location)) {
            return "the track ends at " + location + ", but has object " + largestGroup + ":" + largestObject;
        }
        end = location;
        return group.end(location.object());
    }

    /** The answer to a fetch said that the track ends with {@code last}: its last object, or the marker behind it. */
    @Nullable
    String endTrackInFetch(Location last) {
        if (isBefore(last.group(), last.object(), largestGroup, largestObject)) {
            return "the track ends with " + last + ", but has object " + largestGroup + ":" + largestObject;
        }
        if (lastFetched == null || last.isBefore(lastFetched)) {
            lastFetched = last;
        }
        return null;
    }

    private @Nullable String checkGaps(GroupRules group, MoqObject object) {
        String wrong = null;
        List<ExtensionHeader> headers = object.extensionHeaders();
        for (int i = 0; i < headers.size() && wrong == null; i++) {
            if (headers.get(i) instanceof ExtensionHeader.Numeric header) {
                if (header.type() == ExtensionHeaders.PRIOR_GROUP_ID_GAP && !group.knowsGapBefore(header.value())) {
                    wrong = groupGap(group, header.value());
                } else if (header.type() == ExtensionHeaders.PRIOR_OBJECT_ID_GAP && header.value() > 0) {
                    wrong = group.gap(object.objectId(), header.value(), seen);
                }
            }
        }
        return wrong;
    }

    /** A group that does not exist is one that ends before its first object. */
    private @Nullable String groupGap(GroupRules group, long count) {
        String wrong = group.gapBefore(count);
        long first = group.groupId() - count;
        for (GroupRules other : groups.values()) {
            if (wrong == null && other.groupId() >= first && other.groupId() < group.groupId()) {
                wrong = other.end(0);
            }
        }
        if (wrong == null && count > 0) {
            groupGaps.add(first, group.groupId() - 1);
        }
        return wrong;
    }

    /** A fetch of the track is made; returns its number. */
    long beginFetch() {
        return ++fetches;
    }

    /** A stream of the group has ended. */
    void streamEnded(GroupRules group) {
        group.streamEnded(fetches);
    }

    /** Returns whether the end of a group's streams says that it has all come; nothing says that of datagrams. */
    boolean hasStreams() {
        return preference != ForwardingPreference.DATAGRAM;
    }
}
