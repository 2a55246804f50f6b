package org.moqj.draft07.internal.session;

import java.util.Optional;
import org.moqj.core.Feature;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.Location;
import org.moqj.draft07.internal.message.EndObject;
import org.moqj.draft07.internal.message.Filter;

/** Between the filters of the API and those of this draft. */
final class Filters {

    private Filters() {}

    /**
     * Returns this draft's filter for {@code wanted}.
     *
     * @throws UnsupportedFeatureException where it has none
     */
    static Filter toWire(SubscribeFilter wanted) {
        return switch (wanted.kind()) {
            case LATEST, LATEST_GROUP -> new Filter.LatestGroup();
            case LATEST_OBJECT -> new Filter.LatestObject();
            case NEXT_GROUP ->
                throw new UnsupportedFeatureException(
                        Feature.FILTER_NEXT_GROUP, "draft-07", "ask for the latest group instead");
            case ABSOLUTE_START -> new Filter.AbsoluteStart(wanted.start().orElseThrow());
            case ABSOLUTE_RANGE ->
                new Filter.AbsoluteRange(
                        wanted.start().orElseThrow(),
                        wanted.endGroup().orElseThrow(),
                        EndObject.plusOne(wanted.endObject().orElse(Location.MAX_ID)));
        };
    }

    /** Returns what the API calls {@code filter}; its range must not be empty. */
    static SubscribeFilter toApi(Filter filter) {
        if (filter instanceof Filter.LatestGroup) {
            return SubscribeFilter.latestGroup();
        }
        if (filter instanceof Filter.LatestObject) {
            return SubscribeFilter.latestObject();
        }
        if (filter instanceof Filter.AbsoluteStart absolute) {
            return SubscribeFilter.from(absolute.start());
        }
        Filter.AbsoluteRange range = (Filter.AbsoluteRange) filter;
        Location end = EndObject.location(range.endGroup(), range.endObjectPlusOne());
        return end.object() == Location.MAX_ID
                ? SubscribeFilter.range(range.start(), end.group())
                : SubscribeFilter.range(range.start(), end);
    }

    /**
     * Returns why {@code filter} must be refused with Invalid Range, given the track's largest location; empty where it
     * need not.
     */
    static Optional<String> refusal(Filter filter, Optional<Location> largest) {
        if (filter instanceof Filter.LatestGroup || filter instanceof Filter.LatestObject) {
            return Optional.empty();
        }
        var range = filter.range(largest);
        if (range.isEmpty()) {
            return Optional.of("the range ends before it starts");
        }
        if (largest.isEmpty()) {
            return Optional.empty();
        }
        if (range.start().group() < largest.get().group()) {
            return Optional.of(
                    "the range starts before the current group " + largest.get().group());
        }
        boolean published =
                range.end().isPresent() && !largest.get().isBefore(range.end().get());
        return published ? Optional.of("the end of the range has already been published") : Optional.empty();
    }
}
