package org.moqj.core;

/**
 * Why a request is refused, in words that hold for every draft. Each draft has its own numbers for these, per message;
 * a draft that has no number for one uses the nearest that it has.
 */
public enum RequestError {
    /** Something unforeseen at the refusing end. */
    INTERNAL_ERROR("see the peer's log"),
    /** The requester may not do this. */
    UNAUTHORIZED("check the token, and what it permits"),
    /** The refusing end did not get an answer in time itself. */
    TIMEOUT("try again"),
    /** The refusing end does not implement the request. */
    NOT_SUPPORTED("the peer does not implement this request"),
    /** There is no such track. */
    TRACK_DOES_NOT_EXIST("check namespace and track name, and whether its publisher is there"),
    /** The range asked for is over, or ends before it starts. */
    INVALID_RANGE("ask for a range that the track has"),
    /** The peer does not want what was offered. */
    UNINTERESTED("nobody there wants it now"),
    /** No namespace is known under the prefix. */
    NAMESPACE_PREFIX_UNKNOWN("check the prefix"),
    /** The prefix overlaps with one that this session follows already. */
    NAMESPACE_PREFIX_OVERLAP("follow one prefix instead of several that contain each other"),
    /** The range has no objects. */
    NO_OBJECTS("ask for a range that the track has"),
    /** A joining fetch names no subscription that it could join. */
    INVALID_JOINING_REQUEST_ID("join a subscription that is active and started at the largest object"),
    /** The publisher does not know about part of the range. */
    UNKNOWN_STATUS_IN_RANGE("ask for a smaller range"),
    /** The track breaks the rules of its own structure. */
    MALFORMED_TRACK("the track's publisher is at fault"),
    /** A token cannot be read, or names an alias that is not known. */
    MALFORMED_AUTH_TOKEN("check the token"),
    /** The token is no longer valid. */
    EXPIRED_AUTH_TOKEN("get a new token"),
    /** The track alias is taken; handled inside the library where the draft has it (draft-07 section 6.16). */
    RETRY_TRACK_ALIAS("try again");

    private final String hint;

    RequestError(String hint) {
        this.hint = hint;
    }

    /** Returns what to try next, as a sentence without a full stop. */
    public String hint() {
        return hint;
    }
}
