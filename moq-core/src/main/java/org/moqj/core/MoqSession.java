package org.moqj.core;

import java.util.concurrent.CompletableFuture;
import org.moqj.core.internal.CoreSession;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;

/**
 * A session with a peer. Both ends publish and subscribe, whoever dialled. Thread-safe.
 *
 * <p>Each future ends in one of three ways: success; a {@link MoqRequestException} when the peer refuses or does not
 * answer in time, which ends nothing else; a {@link MoqSessionException} when the session ends. Cancelling a future
 * gives the request up, at the peer too where the draft has a verb for it. What the draft or the peer lacks throws
 * {@link UnsupportedFeatureException} at once; where a feature is there and a value is out of its reach, such as a second
 * token in draft-07, the future ends with that exception, and nothing was sent.
 */
public sealed interface MoqSession extends AutoCloseable permits CoreSession {

    /** Returns who this session is with, and over what. */
    SessionInfo info();

    /** Returns the draft this session speaks. */
    default MoqDraft draft() {
        return info().draft();
    }

    /** Returns whether the session's draft, and its peer as the profile describes it, have {@code feature}. */
    boolean supports(Feature feature);

    /** Returns where the session is in its life. */
    SessionState state();

    /** Subscribes with the defaults of {@link SubscribeOptions}. */
    default CompletableFuture<Subscription> subscribe(FullTrackName track) {
        return subscribe(track, SubscribeOptions.defaults());
    }

    /**
     * Subscribes to a track: its objects from now on (SUBSCRIBE; draft-14, section 9.7; draft-07, section 6.4).
     *
     * @return the subscription, once the publisher has agreed. Objects that arrive before anybody asks for them wait
     *     in the subscription, within its limits
     */
    CompletableFuture<Subscription> subscribe(FullTrackName track, SubscribeOptions options);

    /**
     * Subscribes to the track of {@code to}'s name, and passes on to {@code to} all that comes, as it comes: ids,
     * subgroups, statuses, priorities, extension headers, streams and datagrams, and each stream's end, whole or broken
     * off. Payloads are shared, whatever the number of those who get them. From the publisher's answer on, {@code to} has
     * its largest location, group order, delivery timeout and time of expiry, where those are shorter than its own.
     * Extension headers do not reach sessions of a draft that has none.
     *
     * <p>The publisher's streams are held up by flow control while everybody who is served {@code to} is behind; who
     * alone is behind loses groups, as {@link TrackOptions#maxQueuedBytes()} has it, and so do all where streams are too
     * short to be held up.
     *
     * <p>Several subscriptions may be passed to one track, at a time or one after the other, where their publishers have
     * the same track (draft-14, section 8.2; draft-07, section 5.1). An object goes out once, whoever brings it first,
     * and streams of one subgroup go on as one. A subscription ends with {@link DoneStatus#MALFORMED_TRACK}, and {@link
     * Side#LOCAL}, when it has another object under an id than {@code to} still keeps, or when its publisher had nothing
     * yet and then begins at or before the group that {@code to} has come to.
     *
     * @param to a track that nobody writes to otherwise. When the subscription ends it stays as it is: to be ended, or
     *     to be passed another subscription's objects
     * @return the subscription, once the publisher has agreed; its objects are taken, and it says how it ended
     */
    CompletableFuture<Subscription> relay(TrackPublisher to, SubscribeOptions options);

    /** Publishes a track with the defaults of {@link TrackOptions}. */
    default CompletableFuture<TrackPublisher> publish(FullTrackName track) {
        return publish(track, TrackOptions.defaults());
    }

    /**
     * Publishes a track: registers it, and announces its namespace unless that is announced already.
     *
     * @return the publisher, once the peer has taken the namespace. When it refuses, the track is not registered
     */
    CompletableFuture<TrackPublisher> publish(FullTrackName track, TrackOptions options);

    /**
     * Registers a track without announcing anything: whoever subscribes to it on this session is served.
     *
     * @throws IllegalArgumentException where a track of this name is registered already
     */
    TrackPublisher register(FullTrackName track, TrackOptions options);

    /**
     * Registers a track that may be served on other sessions too.
     *
     * @throws IllegalArgumentException where a track of this name is registered already
     */
    void register(TrackPublisher track);

    /**
     * Announces a namespace (PUBLISH_NAMESPACE; draft-14, section 9.23; ANNOUNCE, draft-07, section 6.21). Requests for
     * its tracks are answered from the registered ones, and by {@link SessionHandler#onTrackRequest} otherwise.
     *
     * @return the namespace, once the peer has taken it
     */
    CompletableFuture<PublishedNamespace> publishNamespace(TrackNamespace namespace);

    /**
     * Offers a track to the peer without being asked (PUBLISH, draft-14, section 9.13; {@link Feature#PUBLISH}). The
     * peer says what it wants of it, as if it had subscribed.
     *
     * @return the track, once the peer has agreed
     */
    CompletableFuture<TrackPublisher> offer(TrackPublisher track);

    /** Fetches with the defaults of {@link FetchOptions}. */
    default CompletableFuture<Fetch> fetch(FullTrackName track, LocationRange range) {
        return fetch(track, range, FetchOptions.defaults());
    }

    /**
     * Asks for objects of the past (FETCH; draft-14, section 9.16; draft-07, section 6.7).
     *
     * @param range from where to where; the end must be present
     * @return the fetch, once the peer has agreed
     * @throws IllegalArgumentException where the range has no end, or ends before it starts
     */
    CompletableFuture<Fetch> fetch(FullTrackName track, LocationRange range, FetchOptions options);

    /**
     * Asks for what precedes a subscription of this session, so that both together have no gap and no overlap (joining
     * FETCH, draft-14, section 9.16.2; {@link Feature#JOINING_FETCH}).
     *
     * @param subscription one that is active and began with {@link SubscribeFilter.Kind#LATEST_OBJECT} or
     *     {@link SubscribeFilter.Kind#LATEST}
     * @param precedingGroups how many groups before the one that the subscription joined; 0 for that group alone
     * @return the fetch, once the peer has agreed
     */
    CompletableFuture<Fetch> fetchPreceding(Subscription subscription, long precedingGroups, FetchOptions options);

    /**
     * Does what {@link #fetchPreceding} does, beginning with a given group.
     *
     * @param startGroup the first group
     */
    CompletableFuture<Fetch> fetchPrecedingFrom(Subscription subscription, long startGroup, FetchOptions options);

    /**
     * Asks for a track's state (TRACK_STATUS, draft-14, section 9.20; TRACK_STATUS_REQUEST, draft-07, section 6.12).
     * That there is no such track is an answer, not an error.
     */
    CompletableFuture<TrackStatus> trackStatus(FullTrackName track);

    /**
     * Follows the namespaces under {@code prefix}; those that match no longer reach
     * {@link SessionHandler#onPublishNamespace}.
     *
     * @return the subscription, once the peer has agreed
     */
    CompletableFuture<NamespaceSubscription> subscribeNamespace(TrackNamespace prefix);

    /**
     * Asks the peer to move to another session (GOAWAY; draft-14, section 9.4; draft-07, section 6.3: servers only). The
     * session is {@link SessionState#DRAINING} from then on and lives until either end closes it.
     *
     * @param newUri where to; empty for where it is now
     * @return completes when it is on its way; exceptionally with a {@link MoqRequestException} where it was said before,
     *     and with an {@link IllegalArgumentException} where the draft does not take this URI
     */
    CompletableFuture<Void> goaway(String newUri);

    /**
     * Ends the session gracefully: withdraws namespaces, finishes tracks, closes with code 0; what has not ended by
     * {@link SessionOptions#closeTimeout()} is cut off.
     *
     * @return completes when the session is over, never exceptionally
     */
    CompletableFuture<Void> shutdown();

    /** Ends the session at once, with the draft's code for {@code error}. */
    void abort(SessionError error, String reason);

    /**
     * Returns how the session ended: completes with null after a close without an error by either end, and
     * exceptionally with the {@link MoqSessionException} otherwise.
     */
    CompletableFuture<Void> closed();

    /** Does what {@link #shutdown()} does, and waits for it. */
    @Override
    void close();
}
