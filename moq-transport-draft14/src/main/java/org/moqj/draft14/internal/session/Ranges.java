package org.moqj.draft14.internal.session;

import java.util.OptionalLong;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.SubscribeUpdate;

/** Ranges of subscriptions, which only become narrower (draft-14, section 9.10). */
final class Ranges {

    private Ranges() {}

    /** Returns the range of a SUBSCRIBE_UPDATE. */
    static LocationRange of(SubscribeUpdate update) {
        return update.endGroup().isPresent()
                ? LocationRange.throughGroup(
                        update.startLocation(), update.endGroup().getAsLong())
                : LocationRange.from(update.startLocation());
    }

    /**
     * Returns the range of a SUBSCRIBE_UPDATE (draft-14, section 9.10).
     *
     * @param told what the subscriber knows of
     * @throws ProtocolViolation where it ends before it starts, or is not within {@code told}
     */
    static LocationRange narrowed(SubscribeUpdate update, LocationRange told) throws ProtocolViolation {
        LocationRange range = of(update);
        if (range.isEmpty()) {
            throw ProtocolViolation.invalid("End Group", "before the start: " + range);
        }
        if (!isWithin(range, told)) {
            throw ProtocolViolation.invalid("Start Location", range + " is wider than " + told);
        }
        return range;
    }

    /** Returns whether {@code narrow} has nothing that {@code wide} has not. */
    static boolean isWithin(LocationRange narrow, LocationRange wide) {
        return !narrow.start().isBefore(wide.start())
                && (wide.end().isEmpty()
                        || (narrow.end().isPresent()
                                && !wide.end().get().isBefore(narrow.end().get())));
    }

    /** Returns {@code range}, beginning no earlier than {@code earliest}. */
    static LocationRange notBefore(LocationRange range, Location earliest) {
        return range.start().isBefore(earliest) ? new LocationRange(earliest, range.end()) : range;
    }

    /** Returns the last group of {@code range} where it ends with a whole group, as ranges of subscriptions do. */
    static OptionalLong endGroup(LocationRange range) {
        return range.end().isPresent() ? OptionalLong.of(range.end().get().group()) : OptionalLong.empty();
    }
}
