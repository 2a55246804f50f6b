package org.moqj.core.internal;

import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;

/**
 * The largest location of a track: one thread raises it without making anything for each object, any thread reads it.
 */
final class LargestLocation {

    // Odd while the two ids change; whoever reads meanwhile, or across a change, reads again.
    private final AtomicInteger version = new AtomicInteger();
    private volatile long group = -1;
    private volatile long object = -1;

    /** Takes the object's location where it is larger; the track's home executor only. */
    void raise(MoqObject latest) {
        raise(latest.groupId(), latest.objectId());
    }

    /** Takes a location that is known, though its object is not here. */
    void raise(Location known) {
        raise(known.group(), known.object());
    }

    private void raise(long groupId, long objectId) {
        if (groupId > group || (groupId == group && objectId > object)) {
            version.setOpaque(version.getPlain() + 1);
            VarHandle.storeStoreFence();
            group = groupId;
            object = objectId;
            version.setRelease(version.getPlain() + 1);
        }
    }

    /** Returns the largest location; empty before the first object. */
    Optional<Location> get() {
        while (true) {
            int before = version.getAcquire();
            long largestGroup = group;
            long largestObject = object;
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == version.getOpaque()) {
                return largestGroup < 0 ? Optional.empty() : Optional.of(new Location(largestGroup, largestObject));
            }
            Thread.onSpinWait();
        }
    }
}
