package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.CacheOptions;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.SessionHandler;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** What objects say beside their payload arrives as it was written, live and from the cache. */
class ObjectPropertiesTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final TrackOptions KEEPS_ALL = TrackOptions.defaults().withCache(CacheOptions.of(100, 1 << 20));

    private static void writeGroup(TrackPublisher track, List<ExtensionHeader> headers) {
        try (GroupWriter group = track.group(7)) {
            group.write(3, ByteBuffer.wrap(new byte[] {1}), headers);
            try (SubgroupWriter other = group.subgroup(5, 9)) {
                other.write(4, ByteBuffer.wrap(new byte[] {2, 3}), List.of());
            }
            group.writeStatus(11, ObjectStatus.END_OF_GROUP, List.of());
        }
    }

    private static String shown(MoqObject object) {
        return object.groupId() + "/" + object.subgroupId() + "/" + object.objectId() + " "
                + object.publisherPriority() + " " + object.status() + " " + object.payloadSize() + " "
                + object.extensionHeaders();
    }

    @EachDraft
    void cachedObjectsKeepTheirProperties(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        List<ExtensionHeader> headers = pair.client().supports(Feature.EXTENSION_HEADERS)
                ? List.of(new ExtensionHeader.Numeric(4, 300))
                : List.of();
        writeGroup(pair.server().register(TRACK, KEEPS_ALL), headers);
        pair.run();

        Fetch fetch = pair.await(pair.client().fetch(TRACK, LocationRange.throughGroup(new Location(7, 0), 7)));
        List<MoqObject> objects = new ArrayList<>();
        CompletableFuture<Void> done = fetch.forEach(objects::add);
        pair.await(done.thenApply(nothing -> true));

        assertThat(objects)
                .extracting(ObjectPropertiesTest::shown)
                .containsExactly(
                        "7/0/3 128 NORMAL 1 " + headers, "7/5/4 9 NORMAL 2 []", "7/0/11 128 END_OF_GROUP 0 []");
    }

    @EachDraft
    void objectsAreSentByTheForwardingPreferenceOfTheirTrack(MoqDraft draft) {
        assertThat(preferences(draft, TrackOptions.Delivery.DATAGRAM)).containsOnly(ForwardingPreference.DATAGRAM);
        assertThat(preferences(draft, TrackOptions.Delivery.OBJECT_PER_STREAM))
                .containsOnly(ForwardingPreference.SUBGROUP);
    }

    private static List<ForwardingPreference> preferences(MoqDraft draft, TrackOptions.Delivery delivery) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track =
                pair.server().register(TRACK, TrackOptions.defaults().withDelivery(delivery));
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));
        try (GroupWriter group = track.nextGroup()) {
            group.write("one");
            group.write("two");
        }
        pair.run();
        assertThat(objects).hasSize(2);
        return objects.stream().map(MoqObject::forwardingPreference).toList();
    }
}
