package org.moqj.core;

import java.util.List;
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

    /** Returns which group is to come first. */
    GroupOrder groupOrder();

    /** Returns the request's tokens. */
    List<AuthToken> tokens();

    /**
     * Answers from the cache of the track that is registered on the session: with what the cache has of the range, or a
     * refusal where there is no such track ({@link RequestError#TRACK_DOES_NOT_EXIST}), the range is over or ahead
     * ({@link RequestError#INVALID_RANGE}) or nothing of it is kept ({@link RequestError#NO_OBJECTS}).
     *
     * @throws IllegalStateException where it was answered already
     */
    void acceptFromCache();

    /**
     * Agrees, to send objects from elsewhere.
     *
     * @param end the last location covered, inclusive; an object id of {@link Location#MAX_ID} for the whole group
     * @param endOfTrack whether that is the end of the track
     * @return what takes the objects
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
