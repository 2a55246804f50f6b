package org.moqj.core.internal;

import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;

/**
 * The order in which a fetch is answered: groups as agreed, the objects of a group by their ids, none outside of what was
 * asked and granted (draft-14, sections 2.5 and 9.16.3; draft-07, section 6.7).
 */
final class FetchSequence {

    private final LocationRange asked;
    private final LocationRange granted;
    private final GroupOrder order;
    private long groupId = -1;
    private long objectId;

    FetchSequence(LocationRange asked, Location end, GroupOrder order) {
        this.asked = asked;
        this.granted = LocationRange.between(Location.ZERO, end);
        this.order = order;
    }

    /**
     * Takes the next object.
     *
     * @throws IllegalArgumentException where it does not come next
     */
    void take(MoqObject object) {
        if (!asked.contains(object.groupId(), object.objectId())
                || !granted.contains(object.groupId(), object.objectId())) {
            throw new IllegalArgumentException(object.location() + " is outside of the fetch of " + asked
                    + ", granted to " + granted.end().orElseThrow());
        }
        if (groupId >= 0 && !follows(object)) {
            throw new IllegalArgumentException(
                    object.location() + " does not follow " + groupId + ":" + objectId + " in " + order + " order");
        }
        groupId = object.groupId();
        objectId = object.objectId();
    }

    private boolean follows(MoqObject object) {
        if (object.groupId() == groupId) {
            return object.objectId() > objectId;
        }
        return order == GroupOrder.DESCENDING ? object.groupId() < groupId : object.groupId() > groupId;
    }
}
