package org.moqj.core.internal;

/** How a subgroup of a track ended. */
enum SubgroupEnd {
    /** All of it is there. */
    COMPLETE,
    /** Nothing more comes, though something is missing. */
    INCOMPLETE,
    /** Its stream was abandoned. */
    BROKEN_OFF
}
