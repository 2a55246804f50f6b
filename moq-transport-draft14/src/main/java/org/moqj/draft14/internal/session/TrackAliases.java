package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * What the peer's track aliases stand for (draft-14, section 10.1). Those of ended subscriptions are remembered for a
 * while, so that what comes late is dropped at once. Confined to the session's event loop.
 */
final class TrackAliases {

    private static final int REMEMBERED = 1024;

    private final Map<Long, Binding> bound = new HashMap<>();
    private final Set<Long> retired = new LinkedHashSet<>();

    /** What an alias stands for; without a subscription as long as an offered track was not taken. */
    private record Binding(FullTrackName track, @Nullable Subscription subscription) {}

    /** Reserves {@code alias} for a track that the peer offers. */
    void reserve(long alias, FullTrackName track) throws ProtocolViolation {
        check(alias, track);
        bound.put(alias, new Binding(track, null));
        retired.remove(alias);
    }

    /** Binds {@code alias} to a subscription. */
    void bind(long alias, Subscription subscription) throws ProtocolViolation {
        check(alias, subscription.track());
        bound.put(alias, new Binding(subscription.track(), subscription));
        retired.remove(alias);
    }

    /** Checks that {@code alias} does not stand for another track. */
    void check(long alias, FullTrackName track) throws ProtocolViolation {
        Binding other = bound.get(alias);
        if (other != null && !other.track().equals(track)) {
            throw SessionCode.DUPLICATE_TRACK_ALIAS.violation("Track Alias", alias + " stands for another track");
        }
    }

    /** Returns the subscription that {@code alias} is bound to, or null. */
    @Nullable
    Subscription find(long alias) {
        Binding binding = bound.get(alias);
        return binding == null ? null : binding.subscription();
    }

    /** Returns whether {@code alias} stood for a subscription that is over. */
    boolean isRetired(long alias) {
        return retired.contains(alias);
    }

    /** Remembers that nothing is wanted any more of {@code alias}. */
    void retire(long alias) {
        bound.remove(alias);
        retired.add(alias);
        if (retired.size() > REMEMBERED) {
            Iterator<Long> oldest = retired.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
