package org.moqj.core;

import java.util.List;
import org.moqj.core.model.MoqObject;

/**
 * A group's objects.
 *
 * @param groupId the group's id
 * @param objects the objects in the order of their ids, markers included
 * @param complete whether all its streams ended normally before its turn was over
 */
public record MoqGroup(long groupId, List<MoqObject> objects, boolean complete) {

    /** Copies the objects. */
    public MoqGroup {
        objects = List.copyOf(objects);
    }
}
