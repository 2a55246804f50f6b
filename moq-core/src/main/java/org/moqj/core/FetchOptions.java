package org.moqj.core;

import java.util.List;
import org.moqj.core.model.GroupOrder;

/**
 * How a fetch is made. Immutable.
 *
 * @param priority the subscriber's priority, 0 (first) to 255
 * @param groupOrder which group goes first
 * @param tokens tokens for this request
 */
public record FetchOptions(int priority, GroupOrder groupOrder, List<AuthToken> tokens) {

    private static final FetchOptions DEFAULTS = new FetchOptions(128, GroupOrder.ASCENDING, List.of());

    /** Checks the range and copies the tokens. */
    public FetchOptions {
        Checks.inRange(priority, 0, 255, "priority");
        tokens = List.copyOf(tokens);
    }

    /** Returns the defaults: priority 128, ascending groups. */
    public static FetchOptions defaults() {
        return DEFAULTS;
    }

    /** Returns these options with another {@link #priority()}. */
    public FetchOptions withPriority(int other) {
        return new FetchOptions(other, groupOrder, tokens);
    }

    /** Returns these options with another {@link #groupOrder()}. */
    public FetchOptions withGroupOrder(GroupOrder other) {
        return new FetchOptions(priority, other, tokens);
    }

    /** Returns these options with other {@link #tokens()}. */
    public FetchOptions withTokens(List<AuthToken> other) {
        return new FetchOptions(priority, groupOrder, other);
    }
}
