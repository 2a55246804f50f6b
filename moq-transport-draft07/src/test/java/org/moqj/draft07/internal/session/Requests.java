package org.moqj.draft07.internal.session;

import java.util.List;
import java.util.Optional;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.TrackStatusRequest;

/** Requests and answers as most tests need them. */
final class Requests {

    private Requests() {}

    static SubscribeRequest subscribe(String... track) {
        return subscribe(SubscribeFilter.latest(), track);
    }

    static SubscribeRequest subscribe(SubscribeFilter filter, String... track) {
        return subscribe(filter, FullTrackName.of(track));
    }

    static SubscribeRequest subscribe(SubscribeFilter filter, FullTrackName track) {
        return new SubscribeRequest(
                track, 128, GroupOrder.PUBLISHER_DEFAULT, true, filter, Optional.empty(), List.of());
    }

    static TrackStatusRequest trackStatus(FullTrackName track) {
        return new TrackStatusRequest(track, List.of());
    }

    static SubscriptionGranted granted(Optional<Location> largest) {
        return new SubscriptionGranted(
                Optional.empty(), GroupOrder.ASCENDING, largest, Optional.empty(), Optional.empty());
    }

    static NamespaceRequest namespace(String... fields) {
        return new NamespaceRequest(TrackNamespace.of(fields), List.of());
    }
}
