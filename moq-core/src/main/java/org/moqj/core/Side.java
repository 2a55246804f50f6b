package org.moqj.core;

/** Which end caused something. */
public enum Side {
    /** This end: our own check, deadline or request. */
    LOCAL,
    /** The peer told us. */
    REMOTE
}
