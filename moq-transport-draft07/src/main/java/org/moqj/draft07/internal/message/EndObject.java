package org.moqj.draft07.internal.message;

import org.moqj.core.model.Location;

/**
 * The EndObject field: the last object plus 1, where 0 stands for the whole group (draft-07, sections 6.4, 6.5 and
 * 6.7).
 */
public final class EndObject {

    private EndObject() {}

    /** Returns the last location of a range, inclusive; {@link Location#MAX_ID} for the whole group. */
    public static Location location(long endGroup, long endObjectPlusOne) {
        return new Location(endGroup, endObjectPlusOne == 0 ? Location.MAX_ID : endObjectPlusOne - 1);
    }

    /** Returns the field for a range that ends with {@code lastObject}, inclusive. */
    public static long plusOne(long lastObject) {
        return lastObject == Location.MAX_ID ? 0 : lastObject + 1;
    }
}
