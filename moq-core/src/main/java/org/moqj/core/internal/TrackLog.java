package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.moqj.core.CacheOptions;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;

/**
 * What a published track remembers: its open subgroups, and the groups that its cache keeps. Confined to the track's
 * executor, but for {@link #largest()}.
 */
final class TrackLog {

    private static final int FIRST_OBJECTS = 4;

    /** How many subgroups that are over are remembered of a group that is not kept. */
    private static final int MAX_SUBGROUPS_KNOWN = 1024;

    private final int maxGroups;
    private final long maxBytes;
    private long maxAge;
    private final TreeMap<Long, GroupLog> groups = new TreeMap<>();
    private final TreeMap<Long, GroupLog> kept = new TreeMap<>();
    private final LargestLocation largest = new LargestLocation();
    private final ForgottenGroups forgotten = new ForgottenGroups();
    private final ForgottenGroups past = new ForgottenGroups();
    private @Nullable GroupLog oldestKept;
    private long forgottenThrough = -1;
    private long endedThrough = -1;
    private boolean passedOn;
    private boolean joining;
    private long bytes;
    private @Nullable CachePool pool;
    private boolean watched;

    TrackLog(CacheOptions options) {
        this(options, null);
    }

    /** Makes a log whose cache is one of those of {@code pool}, until it {@link #leavePool}. */
    TrackLog(CacheOptions options, @Nullable CachePool pool) {
        this.pool = pool;
        this.maxGroups = options.groups();
        this.maxBytes = options.bytes();
        this.maxAge = options.age().toNanos();
    }

    /** One group: its subgroups in the order in which they began. */
    static final class GroupLog {

        final long groupId;
        final List<SubgroupLog> subgroups = new ArrayList<>();
        private long bytes;
        private long lastWrite;
        private int openSubgroups;
        private boolean begun;
        private boolean forgotten;
        private boolean lostObjects;

        // Of a track that is passed on: the latest of each id.
        private final Map<Long, SubgroupLog> latest = new HashMap<>();

        GroupLog(long groupId, boolean forgotten) {
            this.groupId = groupId;
            this.forgotten = forgotten;
        }
    }

    /** One subgroup: what it keeps, and which subscriptions it feeds. */
    static final class SubgroupLog {

        final GroupLog group;
        final SubgroupHeader header;
        final List<MoqObject> objects = new ArrayList<>();
        final List<FeedSubgroup> feeds = new ArrayList<>();
        boolean ended;
        private boolean complete;

        /** How many streams go here. */
        int inputs;

        /** The largest object id of the subgroup; -1 for none. */
        long largest = -1;

        /** Whether something is known to be missing before what is here. */
        boolean gap;

        private long[] writtenAt = new long[FIRST_OBJECTS];

        SubgroupLog(GroupLog group, SubgroupHeader header) {
            this.group = group;
            this.header = header;
        }

        /** Returns whether it has ended, with all of it there. */
        boolean isComplete() {
            return ended && complete;
        }

        /** Returns the object of this id that is kept; null for none. */
        private @Nullable MoqObject find(long objectId) {
            int low = 0;
            int high = objects.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                MoqObject object = objects.get(middle);
                if (object.objectId() == objectId) {
                    return object;
                }
                if (object.objectId() < objectId) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return null;
        }

        private void keep(MoqObject object, long now) {
            int at = objects.size();
            if (at == writtenAt.length) {
                writtenAt = Arrays.copyOf(writtenAt, at * 2);
            }
            writtenAt[at] = now;
            objects.add(object);
        }

        /** Returns how long ago the kept object at {@code index} was written. */
        long age(int index, long now) {
            return now - writtenAt[index];
        }

        private void forget() {
            objects.clear();
            writtenAt = new long[FIRST_OBJECTS];
        }
    }

    /** Returns the largest location written so far; callable from any thread. */
    Optional<Location> largest() {
        return largest.get();
    }

    /** Begins a subgroup. */
    SubgroupLog begin(SubgroupHeader header, long now) {
        // What comes for a group that was dropped is not kept either: half a group is of no use to a late joiner.
        GroupLog group = groups.computeIfAbsent(header.groupId(), id -> new GroupLog(id, id <= forgottenThrough));
        group.lastWrite = now;
        group.openSubgroups++;
        SubgroupLog subgroup = new SubgroupLog(group, header);
        group.subgroups.add(subgroup);
        if (passedOn) {
            group.latest.put(header.subgroupId(), subgroup);
        }
        return subgroup;
    }

    /** Returns the subgroup that began last under this id, of a track that is passed on; null for none. */
    @Nullable
    SubgroupLog find(SubgroupHeader header) {
        return find(header.groupId(), header.subgroupId());
    }

    private @Nullable SubgroupLog find(long groupId, long subgroupId) {
        GroupLog group = groups.get(groupId);
        return group == null ? null : group.latest.get(subgroupId);
    }

    /** Returns what is kept under the object's ids, of a track that is passed on; null for nothing. */
    @Nullable
    MoqObject find(MoqObject object) {
        SubgroupLog subgroup = find(object.groupId(), object.subgroupId());
        return subgroup == null ? null : subgroup.find(object.objectId());
    }

    /** Returns whether a group was here, and is neither kept nor open nor the current one any more. */
    boolean isPast(long groupId) {
        return !groups.containsKey(groupId)
                && past.hasAny(groupId, groupId)
                && largest.get().map(Location::group).orElse(-1L) > groupId;
    }

    /** Adds an object to its subgroup, and drops what the cache no longer keeps. */
    void add(SubgroupLog subgroup, MoqObject object, long now) {
        GroupLog group = subgroup.group;
        if (object.status() != ObjectStatus.END_OF_SUBGROUP) { // whose id may be another subgroup's object
            largest.raise(object);
        }
        subgroup.largest = Math.max(subgroup.largest, object.objectId());
        group.lastWrite = now;
        if (!group.begun && !group.forgotten) {
            group.begun = true;
            kept.put(group.groupId, group);
            oldestKept = kept.get(kept.firstKey());
        }
        if (!group.forgotten) {
            subgroup.keep(object, now);
            int size = passedOn ? HeldSize.of(object) : object.payloadSize();
            group.bytes += size;
            account(size);
        } else {
            loseObjects(group);
        }
        trim(now);
    }

    private void account(long more) {
        boolean hadAny = bytes > 0;
        bytes += more;
        if (pool != null) {
            pool.account(more);
            if (bytes == 0) {
                pool.leave(this);
            } else if (!hadAny) {
                pool.use(this, watched);
            }
        }
    }

    /** Somebody wants what is here, or has left; {@code isWatched} says whether anybody watches. */
    void use(boolean isWatched) {
        watched = isWatched;
        if (pool != null && bytes > 0) {
            pool.use(this, isWatched);
        }
    }

    /** Nothing more comes, and nobody is served any more: what is kept goes with the track. */
    void leavePool() {
        if (pool != null) {
            pool.leave(this);
            pool.account(-bytes);
            pool = null;
        }
    }

    private void loseObjects(GroupLog group) {
        if (!group.lostObjects) {
            group.lostObjects = true;
            forgotten.add(group.groupId);
        }
    }

    /** Ends a subgroup, and drops what the cache no longer keeps. */
    void end(SubgroupLog subgroup, SubgroupEnd how, long now) {
        GroupLog group = subgroup.group;
        subgroup.ended = true;
        subgroup.complete = how == SubgroupEnd.COMPLETE;
        group.openSubgroups--;
        if (group.forgotten) {
            group.subgroups.remove(subgroup);
            if (group.latest.size() > MAX_SUBGROUPS_KNOWN) {
                group.latest.remove(subgroup.header.subgroupId(), subgroup);
            }
            removeIfOver(group);
        }
        trim(now);
    }

    /** Nothing more comes of a group. */
    void endGroup(long groupId) {
        endedThrough = Math.max(endedThrough, groupId);
    }

    /** Returns the largest group of which nothing more comes; -1 for none. */
    long endedThrough() {
        return endedThrough;
    }

    /** Returns the groups in ascending order that are kept or still open. */
    Iterable<GroupLog> groups() {
        return groups.values();
    }

    /** Returns the kept objects of {@code range}: groups in order, each group's objects in the order of their ids. */
    List<MoqObject> collect(LocationRange range, boolean descending) {
        List<MoqObject> found = new ArrayList<>();
        for (GroupLog group : descending ? groups.descendingMap().values() : groups.values()) {
            List<MoqObject> ofGroup = new ArrayList<>();
            for (SubgroupLog subgroup : group.subgroups) {
                for (MoqObject object : subgroup.objects) {
                    boolean isObject = object.status() != ObjectStatus.END_OF_SUBGROUP;
                    if (isObject && range.contains(object.groupId(), object.objectId())) {
                        ofGroup.add(object);
                    }
                }
            }
            ofGroup.sort(Comparator.comparingLong(MoqObject::objectId));
            addOnce(ofGroup, found);
        }
        return found;
    }

    /** An id can be there twice where a publisher elsewhere sent a subgroup again; a fetch has it once. */
    private static void addOnce(List<MoqObject> sorted, List<MoqObject> found) {
        long last = -1;
        for (MoqObject object : sorted) {
            if (object.objectId() != last) {
                found.add(object);
                last = object.objectId();
            }
        }
    }

    /** What is here comes from elsewhere, of a track that has come to {@code largestThere} at the least. */
    void passedFrom(Optional<Location> largestThere) {
        largestThere.ifPresent(largest::raise);
        joining |= !passedOn;
        passedOn = true;
    }

    /** What the latest source brings begins with {@code first}. */
    void joinedAt(Location first) {
        if (!joining) {
            if (first.object() > 0) {
                lost(first.group());
            }
            return;
        }
        joining = false;
        long whole = first.object() == 0 ? first.group() : first.group() + 1;
        if (whole > 0) {
            forgotten.addAllBefore(whole);
        }
    }

    /** Something of a group was lost before it came here. */
    void lost(long groupId) {
        GroupLog group = groups.get(groupId);
        if (group != null) {
            loseObjects(group);
        } else {
            forgotten.add(groupId);
        }
    }

    /** Keeps groups no longer than {@code age}, whatever the options say. */
    void keepAtMost(Duration age) {
        maxAge = Math.min(maxAge, age.toNanos());
    }

    /** Returns whether there is something of each group of {@code range}, up to the largest. */
    boolean hasEachGroup(LocationRange range) {
        Optional<Location> latest = largest.get();
        if (latest.isEmpty()) {
            return true;
        }
        long first = range.start().group();
        long last = Math.min(
                range.end().map(Location::group).orElse(Location.MAX_ID),
                latest.get().group());
        return last < first || kept.subMap(first, true, last, true).size() == last - first + 1;
    }

    /** Returns whether the track had objects in {@code range} that are no longer known. */
    boolean hasForgotten(LocationRange range) {
        long last = range.end().map(Location::group).orElse(Location.MAX_ID);
        return joining || forgotten.hasAny(range.start().group(), last);
    }

    /** Drops what the cache does not keep any longer. */
    void trim(long now) {
        for (GroupLog oldest = oldestKept; oldest != null && mustForget(oldest, now); oldest = oldestKept) {
            forget(oldest);
        }
        if (pool != null) {
            pool.trim();
        }
    }

    /** Drops the oldest group, the current one only if {@code currentToo}; returns whether there was one to drop. */
    boolean dropOldest(boolean currentToo) {
        GroupLog oldest = oldestKept;
        if (oldest == null || (!currentToo && kept.size() == 1)) {
            return false;
        }
        forget(oldest);
        return true;
    }

    private boolean mustForget(GroupLog oldest, long now) {
        return kept.size() > maxGroups || bytes > maxBytes || now - oldest.lastWrite > maxAge;
    }

    /** Drops a group's objects. Its open subgroups stay to be written to, and keep nothing. */
    private void forget(GroupLog group) {
        group.forgotten = true;
        loseObjects(group);
        forgottenThrough = Math.max(forgottenThrough, group.groupId);
        kept.remove(group.groupId);
        oldestKept = kept.isEmpty() ? null : kept.get(kept.firstKey());
        account(-group.bytes);
        group.bytes = 0;
        group.subgroups.forEach(SubgroupLog::forget);
        group.subgroups.removeIf(subgroup -> subgroup.ended);
        removeIfOver(group);
    }

    private void removeIfOver(GroupLog group) {
        if (group.openSubgroups == 0) {
            groups.remove(group.groupId);
            if (passedOn) {
                past.add(group.groupId);
            }
        }
    }
}
