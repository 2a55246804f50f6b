package org.moqj.webtransport.internal.capsule;

/** The peer sent a capsule that cannot be one. */
public final class MalformedCapsule extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedCapsule(String message) {
        super(message, null, false, false);
    }
}
