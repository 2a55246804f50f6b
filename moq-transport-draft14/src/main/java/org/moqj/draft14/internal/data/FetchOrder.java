package org.moqj.draft14.internal.data;

import org.moqj.core.model.GroupOrder;

/**
 * Whether the objects of a fetch come in order (draft-14, section 2.5): groups all rising or all falling, objects rising
 * in each group. As long as the order is not known, the first two groups decide it.
 */
final class FetchOrder {

    private GroupOrder order = GroupOrder.PUBLISHER_DEFAULT;
    private long groupId = -1;
    private long objectId = -1;

    /** Names the order of groups, where it is decided. */
    void expect(GroupOrder decided) {
        if (decided != GroupOrder.PUBLISHER_DEFAULT) {
            order = decided;
        }
    }

    void check(long nextGroupId, long nextObjectId) throws StreamFault {
        if (nextGroupId == groupId) {
            if (nextObjectId <= objectId) {
                throw StreamFault.malformed("object " + nextObjectId + " after " + objectId + " in a fetch");
            }
        } else if (groupId >= 0) {
            checkGroups(nextGroupId);
        }
        groupId = nextGroupId;
        objectId = nextObjectId;
    }

    private void checkGroups(long nextGroupId) throws StreamFault {
        GroupOrder found = nextGroupId > groupId ? GroupOrder.ASCENDING : GroupOrder.DESCENDING;
        expect(order == GroupOrder.PUBLISHER_DEFAULT ? found : order);
        if (found != order) {
            throw StreamFault.malformed(
                    "group " + nextGroupId + " after " + groupId + " in a fetch in " + order + " order");
        }
    }
}
