package org.moqj.core;

import java.util.List;
import java.util.function.Consumer;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;

/** The peer wants objects of the past (FETCH). Thread-safe; answered once. */
public interface RangeRequest {

    /** Returns the session it came on. */
    MoqSession session();

    /** Returns the track. */
    FullTrackName track();

    /** Returns from where to where; the end is present. Joining fetches have been resolved to a range. */
    LocationRange range();

    /**
     * Returns which group is to come first, ascending or descending: where the peer does not mind, what the registered
     * track has for its own order.
     */
    GroupOrder groupOrder();

    /** Returns the request's tokens. */
    List<AuthToken> tokens();

    /**
     * Answers from the cache of the track that is registered on the session: with what the track has of the range, or a
     * refusal where there is no such track ({@link RequestError#TRACK_DOES_NOT_EXIST}), the range is ahead of all objects
     * ({@link RequestError#INVALID_RANGE}), the cache has dropped something of it
     * ({@link RequestError#UNKNOWN_STATUS_IN_RANGE}; draft-07 has what is kept sent then) or there is nothing in it
     * ({@link RequestError#NO_OBJECTS}).
     *
     * @throws IllegalStateException where it was answered already
     */
    void acceptFromCache();

    /**
     * Answers from the cache as {@link #acceptFromCache()} does where all of the range is there; otherwise leaves the
     * answer to {@code elsewhere}: where there is no such track, or the cache has dropped something of the range.
     *
     * @param elsewhere given this request, on the session's callback executor, to be answered in another way; where it
     *     throws, the request is refused
     */
    void acceptFromCacheOr(Consumer<? super RangeRequest> elsewhere);

    /**
     * Answers from the cache of {@code track}, registered or not, as {@link #acceptFromCache()} does.
     *
     * @throws IllegalStateException where it was answered already
     */
    void acceptFromCache(TrackPublisher track);

    /**
     * Answers from the cache of {@code track}, registered or not, as {@link #acceptFromCacheOr(Consumer)} does. Of a track
     * that is passed on ({@link MoqSession#relay}), groups that never came here count as dropped.
     */
    void acceptFromCacheOr(TrackPublisher track, Consumer<? super RangeRequest> elsewhere);

    /**
     * Agrees, to send objects from elsewhere.
     *
     * @param end the last location covered, inclusive; an object id of {@link Location#MAX_ID} for the whole group
     * @param endOfTrack whether that is the end of the track
     * @return what takes the objects, in {@link #groupOrder()}, each group's by their ids; what is left out does not exist
     * @throws IllegalStateException where it was answered already
     */
    FetchWriter accept(Location end, boolean endOfTrack);

    /**
     * Refuses.
     *
     * @throws IllegalStateException where it was answered already
     */
    void refuse(Refusal refusal);
}
