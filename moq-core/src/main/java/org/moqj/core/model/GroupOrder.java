package org.moqj.core.model;

/** Which group goes first when several are ready (draft-14, section 7; draft-07, section 6.4). */
public enum GroupOrder {
    /** In a request: as the publisher likes. */
    PUBLISHER_DEFAULT,
    /** The oldest group first. */
    ASCENDING,
    /** The newest group first. */
    DESCENDING
}
