package org.moqj.core.spi.draft;

import java.util.List;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.LocationRange;

/**
 * What a fetch asks for.
 *
 * @param what a range of a track, or what precedes a subscription
 * @param subscriberPriority 0 (first) to 255
 * @param groupOrder which group goes first
 * @param tokens tokens for this request
 */
public record FetchRequest(What what, int subscriberPriority, GroupOrder groupOrder, List<AuthToken> tokens) {

    /** Copies the tokens. */
    public FetchRequest {
        tokens = List.copyOf(tokens);
    }

    /** Which objects a fetch asks for. */
    public sealed interface What {}

    /**
     * A range of a track.
     *
     * @param track the track
     * @param range from where to where; the end is present
     */
    public record Standalone(FullTrackName track, LocationRange range) implements What {}

    /**
     * What precedes a subscription of ours, beginning a number of groups before its first.
     *
     * @param subscription an active subscription with the filter Largest Object
     * @param precedingGroups how many groups before the largest location's; 0 for that group alone
     */
    public record RelativeJoining(SubscribeHandle subscription, long precedingGroups) implements What {}

    /**
     * What precedes a subscription of ours, beginning with a given group.
     *
     * @param subscription an active subscription with the filter Largest Object
     * @param startGroup the first group
     */
    public record AbsoluteJoining(SubscribeHandle subscription, long startGroup) implements What {}

    /** Returns the optional track of a standalone fetch. */
    public Optional<FullTrackName> track() {
        return what instanceof Standalone standalone ? Optional.of(standalone.track()) : Optional.empty();
    }
}
