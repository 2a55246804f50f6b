package org.moqj.draft14.internal.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.moqj.core.Limits;
import org.moqj.core.PeerProfile;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.transport.SendStreamHandler;

/** Requests and objects that many tests use. */
final class Fixtures {

    static final FullTrackName CLOCK = FullTrackName.of("live", "clock");
    static final Duration SETUP_TIMEOUT = Duration.ofSeconds(10);
    static final Duration EARLY_TIMEOUT = Duration.ofSeconds(2);
    static final Duration DONE_TIMEOUT = Duration.ofSeconds(1);
    static final SubscriptionGranted FROM_START = granted(Optional.empty());
    static final SendStreamHandler NO_HANDLER = new SendStreamHandler() {};

    private Fixtures() {}

    static DraftOptions options() {
        return options(Optional.empty(), Limits.defaults());
    }

    static DraftOptions options(Optional<PeerProfile> profile, Limits limits) {
        return new DraftOptions("moqj-test", profile, limits, SETUP_TIMEOUT, EARLY_TIMEOUT, DONE_TIMEOUT, List.of());
    }

    static SubscribeRequest subscribe(FullTrackName track, SubscribeFilter filter) {
        return new SubscribeRequest(
                track, 128, GroupOrder.PUBLISHER_DEFAULT, true, filter, Optional.empty(), List.of());
    }

    static SubscribeRequest subscribe() {
        return subscribe(CLOCK, SubscribeFilter.latest());
    }

    static SubscriptionGranted granted(Optional<Location> largest) {
        return new SubscriptionGranted(
                Optional.empty(), GroupOrder.ASCENDING, largest, Optional.empty(), Optional.empty());
    }

    static NamespaceRequest namespace(String... fields) {
        return new NamespaceRequest(TrackNamespace.of(fields), List.of());
    }

    static SubgroupHeader header(long groupId, long subgroupId) {
        return new SubgroupHeader(groupId, subgroupId, 100, false, false);
    }

    static MoqObject object(long groupId, long subgroupId, long objectId, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return MoqObject.of(
                groupId,
                subgroupId,
                objectId,
                100,
                ForwardingPreference.SUBGROUP,
                List.of(),
                payload,
                0,
                payload.length);
    }

    static MoqObject datagram(long groupId, long objectId, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return MoqObject.of(
                groupId, objectId, objectId, 100, ForwardingPreference.DATAGRAM, List.of(), payload, 0, payload.length);
    }
}
