package org.moqj.core.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.moqj.core.CacheOptions;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;

/**
 * What a published track remembers: its open subgroups, and the groups that its cache keeps. Confined to the track's
 * executor.
 */
final class TrackLog {

    private final CacheOptions options;
    private final TreeMap<Long, GroupLog> groups = new TreeMap<>();
    private @Nullable Location largest;
    private long bytes;
    private int writtenGroups;

    TrackLog(CacheOptions options) {
        this.options = options;
    }

    /** One group: its subgroups in the order in which they began. */
    static final class GroupLog {

        final long groupId;
        final List<SubgroupLog> subgroups = new ArrayList<>();
        private long bytes;
        private long lastWrite;
        private boolean kept = true;
        private boolean written;

        GroupLog(long groupId) {
            this.groupId = groupId;
        }

        private boolean isOpen() {
            return subgroups.stream().anyMatch(subgroup -> !subgroup.ended);
        }
    }

    /** One subgroup: what it keeps, and which subscriptions it feeds. */
    static final class SubgroupLog {

        final GroupLog group;
        final long subgroupId;
        final int publisherPriority;
        final List<MoqObject> objects = new ArrayList<>();
        final List<FeedSubgroup> feeds = new ArrayList<>();
        boolean ended;

        SubgroupLog(GroupLog group, long subgroupId, int publisherPriority) {
            this.group = group;
            this.subgroupId = subgroupId;
            this.publisherPriority = publisherPriority;
        }
    }

    /** Returns the largest location written so far. */
    Optional<Location> largest() {
        return Optional.ofNullable(largest);
    }

    /** Begins a subgroup. */
    SubgroupLog begin(long groupId, long subgroupId, int publisherPriority, long now) {
        GroupLog group = groups.computeIfAbsent(groupId, GroupLog::new);
        group.lastWrite = now;
        SubgroupLog subgroup = new SubgroupLog(group, subgroupId, publisherPriority);
        group.subgroups.add(subgroup);
        return subgroup;
    }

    /** Adds an object to its subgroup, and drops what the cache no longer keeps. */
    void add(SubgroupLog subgroup, MoqObject object, long now) {
        GroupLog group = subgroup.group;
        if (largest == null || largest.isBefore(object.location())) {
            largest = object.location();
        }
        group.lastWrite = now;
        if (!group.written) {
            group.written = true;
            writtenGroups++;
        }
        if (group.kept) {
            subgroup.objects.add(object);
            group.bytes += object.payloadSize();
            bytes += object.payloadSize();
        }
        trim(now);
    }

    /** Ends a subgroup, and drops what the cache no longer keeps. */
    void end(SubgroupLog subgroup, long now) {
        subgroup.ended = true;
        trim(now);
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
                    if (range.contains(object.groupId(), object.objectId())) {
                        ofGroup.add(object);
                    }
                }
            }
            ofGroup.sort(Comparator.comparingLong(MoqObject::objectId));
            found.addAll(ofGroup);
        }
        return found;
    }

    private void trim(long now) {
        while (!groups.isEmpty() && mustDropOldest(now)) {
            GroupLog oldest = groups.firstEntry().getValue();
            forget(oldest);
            if (oldest.isOpen()) {
                break; // it stays to be written to, and keeps nothing
            }
            groups.remove(oldest.groupId);
            writtenGroups -= oldest.written ? 1 : 0;
        }
    }

    private boolean mustDropOldest(long now) {
        GroupLog oldest = groups.firstEntry().getValue();
        boolean tooMany = writtenGroups > options.groups();
        boolean tooOld = now - oldest.lastWrite > options.age().toNanos();
        boolean tooLarge = bytes > options.bytes();
        boolean dead = !oldest.kept && !oldest.isOpen();
        return dead || (oldest.kept && (tooMany || tooOld || tooLarge));
    }

    private void forget(GroupLog group) {
        group.kept = false;
        bytes -= group.bytes;
        group.bytes = 0;
        group.subgroups.forEach(subgroup -> subgroup.objects.clear());
        group.subgroups.removeIf(subgroup -> subgroup.ended);
    }
}
