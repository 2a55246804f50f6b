package org.moqj.draft14.internal.session;

import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.draft14.internal.message.Filter;

/** Translates filters between core's words and the draft's (draft-14, section 9.7). */
final class Filters {

    private static final String DRAFT = MoqDraft.DRAFT_14.toString();

    private Filters() {}

    /** Returns the draft's filter for {@code filter}. */
    static Filter toDraft(SubscribeFilter filter) {
        return switch (filter.kind()) {
            case LATEST, LATEST_OBJECT -> Filter.LARGEST_OBJECT;
            case NEXT_GROUP -> Filter.NEXT_GROUP_START;
            case LATEST_GROUP ->
                throw new UnsupportedFeatureException(
                        Feature.FILTER_LATEST_GROUP, DRAFT, "join a subscription to the latest object with a fetch");
            case ABSOLUTE_START -> Filter.from(filter.start().orElseThrow());
            case ABSOLUTE_RANGE -> range(filter);
        };
    }

    private static Filter range(SubscribeFilter filter) {
        if (filter.endObject().isPresent()) {
            throw new UnsupportedFeatureException(
                    Feature.FILTER_ABSOLUTE, DRAFT, "a range ends with a whole group, not with an object");
        }
        return Filter.range(filter.start().orElseThrow(), filter.endGroup().orElseThrow());
    }

    /** Returns core's filter for {@code filter}, whose range must not be inverted. */
    static SubscribeFilter toCore(Filter filter) {
        return switch (filter.type()) {
            case NEXT_GROUP_START -> SubscribeFilter.nextGroup();
            case LARGEST_OBJECT -> SubscribeFilter.latestObject();
            case ABSOLUTE_START -> SubscribeFilter.from(filter.start().orElseThrow());
            case ABSOLUTE_RANGE ->
                SubscribeFilter.range(
                        filter.start().orElseThrow(), filter.endGroup().orElseThrow());
        };
    }
}
