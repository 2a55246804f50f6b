package org.moqj.core.internal;

import java.time.Duration;
import java.util.Optional;
import org.moqj.core.TrackOptions;
import org.moqj.core.spi.draft.SubscriptionGranted;

/** The options of a track that is passed on: what this end wants, within what its publisher grants. */
final class PassedTerms {

    private PassedTerms() {}

    static TrackOptions of(TrackOptions wanted, SubscriptionGranted granted, boolean inItsOrder) {
        TrackOptions terms = inItsOrder ? wanted.withGroupOrder(granted.groupOrder()) : wanted;
        Optional<Duration> timeout = shorter(wanted.deliveryTimeout(), granted.deliveryTimeout());
        if (timeout.isPresent()) {
            terms = terms.withDeliveryTimeout(timeout.get());
        }
        Optional<Duration> expires = shorter(wanted.expires(), granted.expires());
        return expires.isPresent() ? terms.withExpires(expires.get()) : terms;
    }

    static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }
}
