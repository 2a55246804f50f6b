package org.moqj.cli.interop;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.CacheOptions;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqSession;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;

/** What a track has had already: for who comes late, and for who asks. */
final class PastCases {

    private static final TrackOptions KEEPS_ALL = TrackOptions.defaults().withCache(CacheOptions.of(16, 1 << 20));
    private static final int OBJECTS = 4;

    private PastCases() {}

    /** In draft-07 the current group comes from its first object on; in draft-14 what follows the largest object. */
    static void lateJoin(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        GroupWriter group = broadcast.track().group(3);
        List<MoqObject> expected = new ArrayList<>();
        MoqSession late = stage.connect("late_subscriber");
        boolean fromFirst = late.supports(Feature.FILTER_LATEST_GROUP);
        for (int o = 0; o < 3; o++) {
            broadcast.send(group, text(3, o));
            if (fromFirst) {
                expected.add(Broadcast.object(3, o, text(3, o)));
            }
        }
        SubscribeFilter filter = fromFirst ? SubscribeFilter.latestGroup() : SubscribeFilter.latestObject();
        Arrivals arrivals = Arrivals.of(Broadcast.subscribe(
                stage,
                late,
                broadcast.track().name(),
                SubscribeOptions.defaults().withFilter(filter)));

        broadcast.send(group, text(3, 3));
        expected.add(Broadcast.object(3, 3, text(3, 3)));
        group.close();
        try (GroupWriter next = broadcast.track().group(4)) {
            broadcast.send(next, text(4, 0));
        }
        expected.add(Broadcast.object(4, 0, text(4, 0)));
        for (MoqObject object : expected) {
            Broadcast.expect(stage, object, arrivals);
        }
    }

    static void fetchRange(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, KEEPS_ALL);
        for (int g = 0; g < 3; g++) {
            writeGroup(broadcast, g);
        }
        MoqSession late = stage.connect("late_subscriber");
        Location first = new Location(0, 1);
        Location last = new Location(1, 2);

        Fetch fetch = stage.get("FETCH_OK", late.fetch(broadcast.track().name(), LocationRange.between(first, last)));

        Broadcast.check(
                "other objects than those of the range arrived",
                List.of(text(0, 1), text(0, 2), text(0, 3), text(1, 0), text(1, 1), text(1, 2)),
                texts(stage, fetch));
        Broadcast.check("FETCH_OK names another end", last, fetch.end());
    }

    static void joiningFetch(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, KEEPS_ALL);
        Stage.require(broadcast.subscriber(), Feature.JOINING_FETCH);
        for (int g = 0; g < 2; g++) {
            writeGroup(broadcast, g);
        }
        GroupWriter current = broadcast.track().group(2);
        broadcast.send(current, text(2, 0));
        broadcast.send(current, text(2, 1));
        MoqSession late = stage.connect("late_subscriber");
        Subscription subscription = Broadcast.subscribe(
                stage,
                late,
                broadcast.track().name(),
                SubscribeOptions.defaults().withFilter(SubscribeFilter.latestObject()));
        Arrivals live = Arrivals.of(subscription);

        Fetch fetch = stage.get("FETCH_OK", late.fetchPreceding(subscription, 1, FetchOptions.defaults()));
        broadcast.send(current, text(2, 2));

        Broadcast.check(
                "other objects than those before the subscription arrived",
                List.of(text(1, 0), text(1, 1), text(1, 2), text(1, 3), text(2, 0), text(2, 1)),
                texts(stage, fetch));
        Broadcast.expect(stage, Broadcast.object(2, 2, text(2, 2)), live);
    }

    private static void writeGroup(Broadcast broadcast, long groupId) throws InterruptedException {
        try (GroupWriter group = broadcast.track().group(groupId)) {
            for (int o = 0; o < OBJECTS; o++) {
                broadcast.send(group, text(groupId, o));
            }
        }
    }

    private static String text(long groupId, long objectId) {
        return groupId + ":" + objectId;
    }

    /** Returns the payloads of a fetch, each of which has to be at the location that it names. */
    private static List<String> texts(Stage stage, Fetch fetch) throws InterruptedException {
        List<MoqObject> objects = new ArrayList<>();
        stage.get("the end of the fetch", fetch.forEach(objects::add));
        for (MoqObject object : objects) {
            Broadcast.check(
                    "an object was fetched as another",
                    object.text(),
                    object.location().toString());
        }
        return objects.stream().map(MoqObject::text).toList();
    }
}
