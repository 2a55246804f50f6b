package org.moqj.draft14.internal.message;

import org.moqj.core.model.Location;

/**
 * The End Location of FETCH and FETCH_OK (draft-14, sections 9.16.1 and 9.17): the last location plus 1 in its object,
 * where 0 stands for the whole group. Here ends are inclusive, and {@link Location#MAX_ID} stands for the whole group.
 */
public final class EndLocation {

    private EndLocation() {}

    /** Returns the last location that {@code wire} includes. */
    public static Location inclusive(Location wire) {
        return new Location(wire.group(), wire.object() == 0 ? Location.MAX_ID : wire.object() - 1);
    }

    /** Returns how the wire says that {@code end} is included. */
    public static Location onWire(Location end) {
        return new Location(end.group(), end.object() == Location.MAX_ID ? 0 : end.object() + 1);
    }
}
