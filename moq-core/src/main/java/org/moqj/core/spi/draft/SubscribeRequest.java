package org.moqj.core.spi.draft;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;

/**
 * What a subscription asks for.
 *
 * @param track the track
 * @param subscriberPriority 0 (first) to 255
 * @param groupOrder which group goes first
 * @param forward whether objects are to flow; false only where the draft has it
 * @param filter which part of the track
 * @param deliveryTimeout how old an object may get before it is dropped
 * @param tokens tokens for this request
 */
public record SubscribeRequest(
        FullTrackName track,
        int subscriberPriority,
        GroupOrder groupOrder,
        boolean forward,
        SubscribeFilter filter,
        Optional<Duration> deliveryTimeout,
        List<AuthToken> tokens) {

    /** Copies the tokens. */
    public SubscribeRequest {
        tokens = List.copyOf(tokens);
    }
}
