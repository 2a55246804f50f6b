package org.moqj.core;

/**
 * What the peer asks of this end, beyond the tracks that are registered on the session. The defaults refuse politely.
 * Called on the session's callback executor. Each request is answered once, within the call or later; one that is never
 * answered is refused when the request timeout has passed. When a method throws, its request is refused with
 * {@link RequestError#INTERNAL_ERROR} and nothing else happens.
 */
public interface SessionHandler {

    /** The peer wants a track that is not registered. Refused with {@link RequestError#TRACK_DOES_NOT_EXIST} by default. */
    default void onTrackRequest(TrackRequest request) {
        request.refuse(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, "no such track"));
    }

    /** The peer offers a namespace. Refused with {@link RequestError#UNINTERESTED} by default. */
    default void onPublishNamespace(NamespaceOffer offer) {
        offer.refuse(Refusal.of(RequestError.UNINTERESTED, "namespaces are not taken here"));
    }

    /** The peer offers a track. Refused with {@link RequestError#UNINTERESTED} by default. */
    default void onPublish(TrackOffer offer) {
        offer.refuse(Refusal.of(RequestError.UNINTERESTED, "tracks are not taken here"));
    }

    /** The peer wants objects of the past. Answered from the registered track's cache by default. */
    default void onRangeRequest(RangeRequest request) {
        request.acceptFromCache();
    }

    /** The peer wants to know a track's state. Answered from the registered tracks by default. */
    default void onTrackStatus(StatusRequest request) {
        request.acceptFromRegistered();
    }

    /** The peer wants to be told of namespaces. Refused with {@link RequestError#NOT_SUPPORTED} by default. */
    default void onSubscribeNamespace(NamespaceInterest interest) {
        interest.refuse(Refusal.of(RequestError.NOT_SUPPORTED, "namespaces cannot be followed here"));
    }

    /**
     * The peer shows other tokens for a subscription that it is served. Nothing follows by default: there is no answer,
     * and what has been agreed on goes on. Called beside requests, which it is not one of; of tokens that come while
     * earlier ones of the same subscription still wait to be shown, only the latest are.
     */
    default void onTokenRenewal(TokenRenewal renewal) {}

    /** Returns a handler with the defaults. */
    static SessionHandler refuseAll() {
        return new SessionHandler() {};
    }
}
