package org.moqj.core;

import java.util.concurrent.CompletableFuture;
import org.moqj.core.internal.CoreSession;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/**
 * A session with a peer. Both ends publish and subscribe, whoever dialled. Thread-safe.
 *
 * <p>Each future ends in one of three ways: success; a {@link MoqRequestException} when the peer refuses or does not
 * answer in time, which ends nothing else; a {@link MoqSessionException} when the session ends. Cancelling a future
 * gives the request up, at the peer too where the draft has a verb for it. What the draft or the peer lacks throws
 * {@link UnsupportedFeatureException} at once.
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
