package org.moqj.core.model;

/** How a track's objects travel; one per track (draft-14, section 10.2.1; draft-07, section 7.1). */
public enum ForwardingPreference {
    /** On streams, one for each subgroup. */
    SUBGROUP,
    /** Each in a datagram of its own, which may be lost. */
    DATAGRAM
}
