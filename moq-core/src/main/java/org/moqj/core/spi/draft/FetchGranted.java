package org.moqj.core.spi.draft;

import java.util.Optional;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;

/**
 * What a publisher grants to a fetch (FETCH_OK), in either direction.
 *
 * @param groupOrder the order of groups, ascending or descending
 * @param endOfTrack whether {@code end} is the end of the track
 * @param end the last location covered, inclusive; an object id of {@link Location#MAX_ID} stands for the whole group
 * @param largest the track's largest location, for drafts that tell it; empty where it is not known
 */
public record FetchGranted(GroupOrder groupOrder, boolean endOfTrack, Location end, Optional<Location> largest) {

    /** Makes a grant without the track's largest location. */
    public FetchGranted(GroupOrder groupOrder, boolean endOfTrack, Location end) {
        this(groupOrder, endOfTrack, end, Optional.empty());
    }
}
