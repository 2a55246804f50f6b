package org.moqj.draft07.internal.session;

import org.moqj.core.model.GroupOrder;

/**
 * The order of groups on a fetch's stream (draft-07, section 6.7): all ascending, or all descending. Until FETCH_OK
 * says which, the first step does.
 */
final class FetchOrder {

    private GroupOrder order = GroupOrder.PUBLISHER_DEFAULT;
    private long last = -1;

    /** Takes the order that FETCH_OK states, where objects have not shown one already. */
    void granted(GroupOrder granted) {
        if (order == GroupOrder.PUBLISHER_DEFAULT) {
            order = granted;
        }
    }

    /** Returns whether an object of {@code group} may come next. */
    boolean accepts(long group) {
        if (last < 0 || group == last) {
            last = group;
            return true;
        }
        GroupOrder step = group > last ? GroupOrder.ASCENDING : GroupOrder.DESCENDING;
        granted(step);
        last = group;
        return step == order;
    }
}
