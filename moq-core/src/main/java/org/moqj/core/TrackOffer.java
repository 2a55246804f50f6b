package org.moqj.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;

/** The peer offers a track without being asked (PUBLISH, draft-14, section 9.13). Thread-safe; answered once. */
public interface TrackOffer {

    /** Returns the session it came on. */
    MoqSession session();

    /** Returns the track. */
    FullTrackName track();

    /** Returns the largest location so far; empty where there is no object. */
    Optional<Location> largest();

    /** Returns the request's tokens. */
    List<AuthToken> tokens();

    /**
     * Agrees.
     *
     * @return the subscription that this makes; exceptionally a {@link MoqSessionException} when the session has ended
     * @throws IllegalStateException where it was answered already
     */
    CompletableFuture<Subscription> accept(SubscribeOptions options);

    /**
     * Agrees, and passes the objects on to {@code to} as {@link MoqSession#relay} does.
     *
     * @return as {@link #accept(SubscribeOptions)} has it
     * @throws IllegalStateException where it was answered already
     */
    CompletableFuture<Subscription> accept(SubscribeOptions options, TrackPublisher to);

    /**
     * Refuses.
     *
     * @throws IllegalStateException where it was answered already
     */
    void refuse(Refusal refusal);
}
