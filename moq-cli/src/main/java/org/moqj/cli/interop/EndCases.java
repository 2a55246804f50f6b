package org.moqj.cli.interop;

import java.util.List;
import org.moqj.core.DoneStatus;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqSession;
import org.moqj.core.Side;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.SubscriptionEnd;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/** Ends are told and kept: of a group, of a track, of what a subscriber wants. */
final class EndCases {

    private EndCases() {}

    static void endOfGroup(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        try (GroupWriter group = broadcast.track().group(0)) {
            broadcast.send(group, "first");
            broadcast.send(group, "last of its group");
            broadcast.sendStatus(group, ObjectStatus.END_OF_GROUP);
        }
        try (GroupWriter group = broadcast.track().group(1)) {
            broadcast.send(group, "in the next group");
        }
    }

    static void endOfTrack(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        try (GroupWriter group = broadcast.track().group(0)) {
            broadcast.send(group, "last of its track");
            broadcast.sendStatus(group, ObjectStatus.END_OF_TRACK);
        }
        broadcast.track().finish();
        checkEnd(stage, broadcast.subscription(), DoneStatus.TRACK_ENDED);
    }

    private static void checkEnd(Stage stage, Subscription subscription, DoneStatus status)
            throws InterruptedException {
        String expected = status + " by the relay";
        SubscriptionEnd end = stage.get("the subscription's end, " + expected, subscription.ended());
        if (end.side() != Side.REMOTE || end.status() != status) {
            throw new CaseFailure("the subscription ended as another", expected, Arrivals.describe(end));
        }
    }

    static void updateNarrows(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        Arrivals everything = Arrivals.of(watch(stage, broadcast));
        writeBoth(broadcast, everything, 0);

        stage.get("room for SUBSCRIBE_UPDATE", broadcast.subscription().update(throughGroupOne()));
        stage.awaitRequestsTaken(broadcast.subscriber());
        writeBoth(broadcast, everything, 1);
        GroupWriter beyond = broadcast.track().group(2);
        stage.get("room for an object", beyond.write("beyond the new end"));
        Broadcast.expect(stage, Broadcast.object(2, 0, "beyond the new end"), everything);

        checkEnd(stage, broadcast.subscription(), DoneStatus.SUBSCRIPTION_ENDED);
        checkNothing("objects beyond the new end arrived", broadcast.arrivals().rest());
    }

    private static SubscriptionChange throughGroupOne() {
        return SubscriptionChange.none().endingWithGroup(1);
    }

    /** Somebody else gets everything, which tells how far the relay is. */
    private static Subscription watch(Stage stage, Broadcast broadcast) throws InterruptedException {
        MoqSession watcher = stage.connect("watcher");
        return Broadcast.subscribe(stage, watcher, broadcast.track().name(), SubscribeOptions.defaults());
    }

    private static void writeBoth(Broadcast broadcast, Arrivals watched, long groupId) throws InterruptedException {
        try (GroupWriter group = broadcast.track().group(groupId)) {
            for (int o = 0; o < 2; o++) {
                String text = "object " + o + " of group " + groupId;
                broadcast.send(group, text);
                Broadcast.expect(broadcast.stage(), Broadcast.object(groupId, o, text), watched);
            }
        }
    }

    private static void checkNothing(String message, List<MoqObject> objects) {
        Broadcast.check(message, List.of(), ObjectText.of(objects));
    }

    /** Who subscribes anew gets each object once: the relay no longer serves what was given up. */
    static void unsubscribeStops(Stage stage) throws InterruptedException {
        Broadcast broadcast = Broadcast.open(stage, TrackOptions.defaults());
        Arrivals everything = Arrivals.of(watch(stage, broadcast));
        writeBoth(broadcast, everything, 0);

        broadcast.subscription().close();
        stage.awaitRequestsTaken(broadcast.subscriber());
        writeOnly(broadcast, everything, 1);
        Subscription again = Broadcast.subscribe(
                stage,
                broadcast.subscriber(),
                broadcast.track().name(),
                SubscribeOptions.defaults().withFilter(SubscribeFilter.latestObject()));
        Arrivals anew = Arrivals.of(again);
        // One after the other: groups come on streams of their own, which keep no order among them.
        writeOnly(broadcast, everything, 2);
        MoqObject next = firstOfGroup(stage, anew, 2);
        Broadcast.check("another object came first", text(2), next.text());
        writeOnly(broadcast, everything, 3);
        Broadcast.check(
                "the next object was another",
                text(3),
                stage.next(text(3), anew).text());
        checkNothing("what was given up still arrives", broadcast.arrivals().rest());
    }

    /** The largest object may come once more, in draft-07. */
    private static MoqObject firstOfGroup(Stage stage, Arrivals arrivals, long groupId) throws InterruptedException {
        MoqObject next = stage.next(text(groupId), arrivals);
        return next.groupId() == groupId - 1 ? stage.next(text(groupId), arrivals) : next;
    }

    private static void writeOnly(Broadcast broadcast, Arrivals watched, long groupId) throws InterruptedException {
        try (GroupWriter group = broadcast.track().group(groupId)) {
            broadcast.stage().get("room for an object", group.write(text(groupId)));
            Broadcast.expect(broadcast.stage(), Broadcast.object(groupId, 0, text(groupId)), watched);
        }
    }

    private static String text(long groupId) {
        return "object of group " + groupId;
    }
}
