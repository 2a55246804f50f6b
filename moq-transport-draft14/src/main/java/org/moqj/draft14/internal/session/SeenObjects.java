package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/**
 * The last objects of a track, so that one that comes again shows when it has become another (draft-14, sections 2.5 and
 * 8.1). Of each there is what never changes, payloads by their size alone. An object's place follows from its ids, and
 * the next one of that place drives it out: some hundred objects of one group are all there.
 */
final class SeenObjects {

    private static final int PLACES = 512;
    private static final int MASK = PLACES - 1;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private @Nullable Places places;

    /** What is kept, place by place; made with the first object. */
    private static final class Places {

        private final long[] groups = new long[PLACES];
        private final long[] objects = new long[PLACES];
        private final long[] subgroups = new long[PLACES];
        private final int[] payloadSizes = new int[PLACES];
        private final byte[] priorities = new byte[PLACES];
        private final boolean[] datagrams = new boolean[PLACES];
        private final @Nullable ObjectStatus[] statuses = new @Nullable ObjectStatus[PLACES]; // null: nothing there

        private void put(int place, MoqObject object) {
            groups[place] = object.groupId();
            objects[place] = object.objectId();
            subgroups[place] = object.subgroupId();
            payloadSizes[place] = object.payloadSize();
            priorities[place] = (byte) object.publisherPriority();
            datagrams[place] = isDatagram(object);
            statuses[place] = object.status();
        }

        /** Returns the status of an object, or null where it is not there. */
        private @Nullable ObjectStatus status(int place, long groupId, long objectId) {
            return groups[place] == groupId && objects[place] == objectId ? statuses[place] : null;
        }

        /** Returns which property has changed, or null. */
        private @Nullable String changed(int place, MoqObject again) {
            if (again.status() != statuses[place]) {
                return "status";
            } else if (again.status() != ObjectStatus.NORMAL) {
                return null; // publishers mark an end on each stream that it ends
            } else if ((byte) again.publisherPriority() != priorities[place]) {
                return "publisher priority";
            } else if (again.payloadSize() != payloadSizes[place]) {
                return "payload";
            }
            boolean hasSubgroup = !datagrams[place] && !isDatagram(again); // in a fetch, a datagram's is made up
            return hasSubgroup && again.subgroupId() != subgroups[place] ? "subgroup" : null;
        }
    }

    private static boolean isDatagram(MoqObject object) {
        return object.forwardingPreference() == ForwardingPreference.DATAGRAM;
    }

    /** Keeps {@code object}, and returns what is wrong with it, or null. */
    @Nullable
    String take(MoqObject object) {
        Places known = places;
        if (known == null) {
            known = new Places();
            places = known;
        }
        int place = place(object.groupId(), object.objectId());
        ObjectStatus before = known.status(place, object.groupId(), object.objectId());
        if (before == null || before == ObjectStatus.DOES_NOT_EXIST) { // which may overtake what it replaces
            known.put(place, object);
            return null;
        }
        String changed = object.status() == ObjectStatus.DOES_NOT_EXIST ? null : known.changed(place, object);
        return changed == null ? null : "object " + object.location() + " came with another " + changed;
    }

    private static int place(long groupId, long objectId) {
        return (int) (objectId + ((groupId * SPREAD) >>> 32)) & MASK;
    }

    /** Returns the largest of the objects from {@code first} to {@code last} that has come, as far as is known; or -1. */
    long lastThatCame(long groupId, long first, long last) {
        Places known = places;
        for (long id = last; known != null && id >= Math.max(first, last - MASK); id--) {
            if (known.status(place(groupId, id), groupId, id) == ObjectStatus.NORMAL) {
                return id;
            }
        }
        return -1;
    }
}
