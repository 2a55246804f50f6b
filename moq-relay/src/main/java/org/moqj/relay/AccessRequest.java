package org.moqj.relay;

import java.util.List;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.SessionInfo;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/**
 * What somebody wants of the relay.
 *
 * @param kind what it is
 * @param session who asks, and from where
 * @param namespace the namespace or prefix that is named, that of the track included; empty for a connection
 * @param track the track that is named; empty for a connection and for namespaces
 * @param tokens the tokens of the request; of a connection, those of its setup
 */
public record AccessRequest(
        Kind kind,
        SessionInfo session,
        Optional<TrackNamespace> namespace,
        Optional<FullTrackName> track,
        List<AuthToken> tokens) {

    /** What can be wanted. */
    public enum Kind {
        /** To be here at all. */
        CONNECT,
        /** To publish under a namespace (PUBLISH_NAMESPACE; ANNOUNCE in draft-07). */
        PUBLISH_NAMESPACE,
        /** To publish a track (PUBLISH). */
        PUBLISH,
        /** To get a track's objects from now on; asked again for tokens that are shown later. */
        SUBSCRIBE,
        /** To get a track's past. */
        FETCH,
        /** To hear how far a track is. */
        TRACK_STATUS,
        /** To hear which namespaces there are. */
        SUBSCRIBE_NAMESPACE
    }

    /** Copies the tokens. */
    public AccessRequest {
        tokens = List.copyOf(tokens);
    }

    /** Returns the question whether {@code session} may be here. */
    public static AccessRequest toConnect(SessionInfo session) {
        return new AccessRequest(Kind.CONNECT, session, Optional.empty(), Optional.empty(), session.peerTokens());
    }

    /** Returns a question about a namespace or prefix. */
    public static AccessRequest ofNamespace(
            Kind kind, SessionInfo session, TrackNamespace namespace, List<AuthToken> tokens) {
        return new AccessRequest(kind, session, Optional.of(namespace), Optional.empty(), tokens);
    }

    /** Returns a question about a track. */
    public static AccessRequest ofTrack(Kind kind, SessionInfo session, FullTrackName track, List<AuthToken> tokens) {
        return new AccessRequest(kind, session, Optional.of(track.namespace()), Optional.of(track), tokens);
    }
}
