package org.moqj.core;

import java.util.Optional;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/**
 * What tokens are wanted for.
 *
 * @param kind the session itself, or which of its requests
 * @param draft the draft that will carry them, or cannot: draft-07 has no place for tokens in its setup, in FETCH, in
 *     SUBSCRIBE_UPDATE and in TRACK_STATUS_REQUEST
 * @param authority the URL's host and port; empty where they are not known
 * @param namespace the namespace or prefix that a request names; empty for the session
 * @param track the track that a request names; empty for the session and for requests about namespaces
 */
public record TokenUse(
        Kind kind,
        MoqDraft draft,
        String authority,
        Optional<TrackNamespace> namespace,
        Optional<FullTrackName> track) {

    /** What can carry tokens. */
    public enum Kind {
        /** A client's session (CLIENT_SETUP, draft-14, section 9.3). */
        SESSION,
        /**
         * A server's session (SERVER_SETUP, draft-14, section 9.3): what authorises this end in the eyes of its client. Not
         * asked for where the draft has no place for it.
         */
        SERVER_SESSION,
        /** {@link MoqSession#subscribe(FullTrackName)}. */
        SUBSCRIBE,
        /** {@link Subscription#update}. */
        SUBSCRIBE_UPDATE,
        /** {@link MoqSession#fetch(FullTrackName, org.moqj.core.model.LocationRange)} and the joining fetches. */
        FETCH,
        /** {@link MoqSession#offer}. */
        PUBLISH,
        /** {@link MoqSession#publishNamespace}, also that of {@link MoqSession#publish(FullTrackName)}. */
        PUBLISH_NAMESPACE,
        /** {@link MoqSession#subscribeNamespace}. */
        SUBSCRIBE_NAMESPACE,
        /** {@link MoqSession#trackStatus}. */
        TRACK_STATUS
    }

    /** Returns the use of tokens for a client's session. */
    public static TokenUse session(MoqDraft draft, String authority) {
        return new TokenUse(Kind.SESSION, draft, authority, Optional.empty(), Optional.empty());
    }

    /** Returns the use of tokens for a server's session. */
    public static TokenUse serverSession(MoqDraft draft, String authority) {
        return new TokenUse(Kind.SERVER_SESSION, draft, authority, Optional.empty(), Optional.empty());
    }
}
