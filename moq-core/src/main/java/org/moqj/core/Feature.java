package org.moqj.core;

/** What some drafts or peers have and others lack. Ask {@link MoqSession#supports}. */
public enum Feature {
    /** Offer a track to the peer without being asked (PUBLISH, draft-14 section 9.13). */
    PUBLISH,
    /** Ask for objects of the past (FETCH; draft-14 section 9.16, draft-07 section 6.7). */
    FETCH,
    /** A fetch that ends where a subscription begins (draft-14 section 9.16.2). */
    JOINING_FETCH,
    /** Key-value pairs beside an object's payload (draft-14 section 10.2.1.2). */
    EXTENSION_HEADERS,
    /** A subscription that exists without objects flowing (Forward, draft-14 section 9.7). */
    FORWARD,
    /** A subscription that starts with the first object of the current group (Latest Group, draft-07 section 6.4). */
    FILTER_LATEST_GROUP,
    /** A subscription that starts with the next group (Next Group Start, draft-14 section 9.7). */
    FILTER_NEXT_GROUP,
    /** A subscription with an explicit start, and perhaps an end (draft-14 section 9.7, draft-07 section 6.4). */
    FILTER_ABSOLUTE,
    /** Narrowing a subscription (SUBSCRIBE_UPDATE; draft-14 section 9.10, draft-07 section 6.5). */
    SUBSCRIBE_UPDATE,
    /** Following the namespaces under a prefix (draft-14 section 9.28, draft-07 section 6.13). */
    NAMESPACE_DISCOVERY,
    /** Asking for a track's state (draft-14 section 9.20, draft-07 section 6.12). */
    TRACK_STATUS,
    /** Objects in datagrams. */
    DATAGRAMS,
    /** Sending GOAWAY from this end. */
    SEND_GOAWAY,
    /** Tokens with aliases (draft-14 section 9.2.1.1); without it a token is sent as plain text or not at all. */
    AUTHORIZATION_TOKEN
}
