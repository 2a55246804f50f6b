package org.moqj.core.model;

/**
 * What an object is. Anything but {@link #NORMAL} is a marker without a payload (draft-14, section 10.2.1.1; draft-07,
 * section 7.1.1).
 */
public enum ObjectStatus {
    /** An object with a payload, which may be empty. */
    NORMAL,
    /** The object with this id does not exist, and never will. */
    DOES_NOT_EXIST,
    /** The group ends before this id. */
    END_OF_GROUP,
    /** The track ends before this location, and its last group too. */
    END_OF_TRACK,
    /** The subgroup ends before this id (draft-07 only). */
    END_OF_SUBGROUP
}
