package org.moqj.core.spi.draft;

import org.moqj.core.MoqSessionException;

/**
 * What the peer does on a session. Requests ({@code Incoming…}) may be answered within the call or later, each once; an
 * answer after the session's end has no effect.
 */
public interface DraftSessionListener {

    /**
     * Returns whether this end serves {@code path}; asked by a server over raw QUIC, where the setup names it, before the
     * answer. Where it does not, the session is closed with the draft's code for that.
     *
     * @param path the path with its query; empty where the client names none
     */
    default boolean acceptsPath(String path) {
        return true;
    }

    /**
     * Returns whether this end serves {@code authority}; asked as {@link #acceptsPath} is, where the setup names one.
     *
     * @param authority the host, with a port where the client named one
     */
    default boolean acceptsAuthority(String authority) {
        return true;
    }

    /** Both SETUP messages are through; requests may be made. Called at most once, before any of the following. */
    void onEstablished(PeerSetup peer);

    /** The peer asks for a track's objects. */
    void onSubscribe(IncomingSubscribe request);

    /** The peer asks for objects of the past. */
    void onFetch(IncomingFetch request);

    /** The peer asks for a track's state. */
    void onTrackStatus(IncomingTrackStatus request);

    /** The peer offers a track. */
    void onPublish(IncomingPublish request);

    /** The peer offers a namespace. */
    void onPublishNamespace(IncomingNamespace request);

    /** The peer asks to be told of namespaces under a prefix. */
    void onSubscribeNamespace(IncomingSubscribeNamespace request);

    /**
     * The peer asks to move to another session; this one goes on until it is closed.
     *
     * @param newUri where to; empty for where it is now
     */
    void onGoaway(String newUri);

    /**
     * The session is over; called exactly once, as the last call. Handles, senders, listeners and receivers of the
     * session hear nothing more: core ends them itself.
     *
     * @param end what happened; of a session closed here without an error, code 0 and side LOCAL
     */
    void onClosed(MoqSessionException end);
}
