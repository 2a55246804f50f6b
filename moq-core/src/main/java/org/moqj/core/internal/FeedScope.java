package org.moqj.core.internal;

import java.util.Optional;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;

/**
 * Which objects of a track a subscription is to have, and whether there can be more of them. Confined to the feed's
 * executor.
 */
final class FeedScope {

    private LocationRange range = LocationRange.from(Location.ZERO);
    private boolean forward;
    private long largestGroup = -1;
    private long endedThrough = -1;

    void forward(boolean nowForward) {
        forward = nowForward;
    }

    /** Begins with {@code wanted}, of a track whose largest location is {@code largest}. */
    void begin(LocationRange wanted, Optional<Location> largest) {
        range = wanted;
        largestGroup = largest.map(Location::group).orElse(-1L);
    }

    void narrow(LocationRange narrower) {
        range = narrower;
    }

    /** Returns whether {@code object} is to be sent; takes note of it. */
    boolean wants(MoqObject object) {
        if (object.groupId() > largestGroup) {
            largestGroup = object.groupId();
        }
        return forward && range.contains(object.groupId(), object.objectId());
    }

    boolean isAfterEnd(MoqObject object) {
        return range.isAfterEnd(object.groupId(), object.objectId());
    }

    /** Returns whether no object of {@code groupId} is wanted. */
    boolean isOutside(long groupId) {
        return range.isAfterEnd(groupId, 0) || groupId < range.start().group();
    }

    /** Nothing more comes of a group. */
    void onGroupEnd(long groupId) {
        endedThrough = Math.max(endedThrough, groupId);
    }

    /** Returns whether {@code object} is the last that the range can have. */
    boolean isLast(MoqObject object) {
        if (range.end().isEmpty()) {
            return false;
        }
        Location last = range.end().get();
        return object.groupId() == last.group() && object.objectId() == last.object();
    }

    /** Returns whether the track has come to the end of the range, so that nothing of it is to begin any more. */
    boolean isComplete() {
        if (range.end().isEmpty()) {
            return false;
        }
        long lastGroup = range.end().get().group();
        return lastGroup < largestGroup || lastGroup <= endedThrough;
    }
}
