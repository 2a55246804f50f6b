package org.moqj.core.spi.draft;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;

/**
 * What a publisher offers with PUBLISH (draft-14, section 9.13), in either direction.
 *
 * @param track the track
 * @param groupOrder the order of groups, ascending or descending
 * @param largest the largest location so far; empty where there is no object
 * @param forward whether objects flow before the answer
 * @param deliveryTimeout the publisher's delivery timeout
 * @param maxCacheDuration how long objects may be cached
 * @param tokens tokens for this request
 */
public record PublishRequest(
        FullTrackName track,
        GroupOrder groupOrder,
        Optional<Location> largest,
        boolean forward,
        Optional<Duration> deliveryTimeout,
        Optional<Duration> maxCacheDuration,
        List<AuthToken> tokens) {

    /** Copies the tokens. */
    public PublishRequest {
        tokens = List.copyOf(tokens);
    }
}
