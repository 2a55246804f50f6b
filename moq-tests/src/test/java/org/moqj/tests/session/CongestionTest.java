package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.moqj.core.CacheOptions;
import org.moqj.core.Fetch;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.SessionHandler;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** What goes first, and what is given up, when the path takes less than is written (draft-14, sections 7 and 9.2.1.2). */
class CongestionTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TrackOptions DEFAULTS = TrackOptions.defaults();
    private static final Conditions NARROW = Conditions.GENEROUS.withStreamWindow(1000);

    private final List<String> arrived = new ArrayList<>();

    private TrackPublisher register(SessionPair pair, String name, TrackOptions options) {
        return pair.server().register(FullTrackName.of("live", name), options);
    }

    private Subscription subscribe(SessionPair pair, String name, SubscribeOptions options) {
        Subscription subscription = pair.await(pair.client().subscribe(FullTrackName.of("live", name), options));
        subscription.forEach(object -> arrived.add(name + object.groupId() + "/" + object.objectId()));
        pair.run();
        return subscription;
    }

    private static SubscribeOptions priority(int priority) {
        return SubscribeOptions.defaults().withPriority(priority);
    }

    private static void writeGroup(TrackPublisher track, int objects) {
        try (GroupWriter group = track.nextGroup()) {
            for (int i = 0; i < objects; i++) {
                group.write(new byte[600]);
            }
        }
    }

    private static void open(SessionPair pair) {
        pair.run();
        pair.transports.server().setCongested(false);
        pair.run();
    }

    @EachDraft
    void subscriberPriorityGoesBeforeEverythingElse(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), NARROW);
        TrackPublisher a = register(pair, "a", DEFAULTS.withPublisherPriority(0));
        TrackPublisher b = register(pair, "b", DEFAULTS.withPublisherPriority(255));
        TrackPublisher c = register(pair, "c", DEFAULTS);
        subscribe(pair, "a", priority(200));
        subscribe(pair, "b", priority(10));
        subscribe(pair, "c", priority(128));
        pair.transports.server().setCongested(true);

        writeGroup(a, 3);
        writeGroup(b, 3);
        writeGroup(c, 3);
        open(pair);

        assertThat(arrived).containsExactly("b0/0", "b0/1", "b0/2", "c0/0", "c0/1", "c0/2", "a0/0", "a0/1", "a0/2");
    }

    @EachDraft
    void publisherPriorityGoesNext(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), NARROW);
        TrackPublisher a = register(pair, "a", DEFAULTS.withPublisherPriority(90));
        TrackPublisher b = register(pair, "b", DEFAULTS.withPublisherPriority(20));
        subscribe(pair, "a", priority(128));
        subscribe(pair, "b", priority(128));
        pair.transports.server().setCongested(true);

        GroupWriter group = a.nextGroup();
        group.write(new byte[600]);
        group.subgroup(7, 3).write(new byte[600]);
        group.close();
        writeGroup(b, 2);
        open(pair);

        assertThat(arrived).containsExactly("a0/1", "b0/0", "b0/1", "a0/0");
    }

    @EachDraft
    void groupOrderGoesNextAlsoAmongGroupsThatHaveEnded(MoqDraft draft) {
        for (GroupOrder order : List.of(GroupOrder.ASCENDING, GroupOrder.DESCENDING)) {
            arrived.clear();
            SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), NARROW);
            TrackPublisher track = register(pair, "a", DEFAULTS);
            subscribe(pair, "a", SubscribeOptions.defaults().withGroupOrder(order));
            pair.transports.server().setCongested(true);

            for (int g = 0; g < 4; g++) {
                writeGroup(track, 1);
                pair.run();
            }
            open(pair);

            List<String> ascending = List.of("a0/0", "a1/0", "a2/0", "a3/0");
            List<String> descending = List.of("a3/0", "a2/0", "a1/0", "a0/0");
            assertThat(arrived).isEqualTo(order == GroupOrder.ASCENDING ? ascending : descending);
        }
    }

    @EachDraft
    void publishersGroupOrderHoldsWhereTheSubscriberDoesNotMind(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), NARROW);
        TrackPublisher track = register(pair, "a", DEFAULTS.withGroupOrder(GroupOrder.DESCENDING));
        Subscription subscription = subscribe(pair, "a", SubscribeOptions.defaults());
        pair.transports.server().setCongested(true);

        GroupWriter open = track.nextGroup();
        open.write(new byte[600]);
        open.write(new byte[600]);
        pair.run();
        writeGroup(track, 2);
        open(pair);

        assertThat(subscription.groupOrder()).isEqualTo(GroupOrder.DESCENDING);
        assertThat(arrived).containsExactly("a1/0", "a1/1", "a0/0", "a0/1");
    }

    @EachDraft
    void lowestSubgroupDecidesLast(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), NARROW);
        TrackPublisher track = register(pair, "a", DEFAULTS);
        subscribe(pair, "a", SubscribeOptions.defaults());
        pair.transports.server().setCongested(true);

        GroupWriter group = track.nextGroup();
        group.subgroup(9, 128).write(new byte[600]);
        group.subgroup(4, 128).write(new byte[600]);
        group.write(new byte[600]);
        open(pair);

        assertThat(arrived).containsExactly("a0/2", "a0/1", "a0/0");
    }

    @EachDraft
    void updateMovesStreamsThatAreOpenOrHaveEnded(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), NARROW);
        TrackPublisher a = register(pair, "a", DEFAULTS);
        TrackPublisher b = register(pair, "b", DEFAULTS);
        subscribe(pair, "a", priority(10));
        Subscription second = subscribe(pair, "b", priority(200));
        pair.transports.server().setCongested(true);
        writeGroup(a, 1);
        writeGroup(b, 1);
        GroupWriter open = b.nextGroup();
        open.write(new byte[600]);
        open.write(new byte[600]);
        pair.run();

        second.update(SubscriptionChange.none().withPriority(1));
        open(pair);

        assertThat(arrived).containsExactly("b0/0", "b1/0", "b1/1", "a0/0");
    }

    @EachDraft
    void whatIsTooOldIsGivenUpAndTheNextGroupComes(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), NARROW);
        TrackPublisher track = register(pair, "a", DEFAULTS.withDeliveryTimeout(SECOND));
        Subscription subscription =
                subscribe(pair, "a", SubscribeOptions.defaults().withDeliveryTimeout(Duration.ofSeconds(3)));
        GroupWriter first = track.nextGroup();
        first.write("in time");
        pair.run();
        pair.transports.server().setCongested(true);

        first.write(new byte[600]);
        writeGroup(track, 1);
        writeGroup(track, 5);
        pair.advance(SECOND);
        writeGroup(track, 2);
        open(pair);

        assertThat(arrived).containsExactly("a0/0", "a3/0", "a3/1");
        assertThat(subscription.stats().streamsReset()).isOne();
        assertThat(track.stats().objectsDropped()).isEqualTo(3); // those that the transport had not taken
    }

    @EachDraft
    void subscribersTimeoutHoldsForItAlone(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), NARROW);
        TrackPublisher a = register(pair, "a", DEFAULTS);
        TrackPublisher b = register(pair, "b", DEFAULTS);
        subscribe(pair, "a", SubscribeOptions.defaults());
        Subscription hasty = subscribe(pair, "b", SubscribeOptions.defaults());
        hasty.update(SubscriptionChange.none().withDeliveryTimeout(SECOND));
        GroupWriter group = b.nextGroup();
        group.write("in time");
        pair.run();
        pair.transports.server().setCongested(true);

        writeGroup(a, 1);
        group.write("late");
        pair.advance(SECOND);
        open(pair);

        assertThat(arrived).containsExactly("b0/0", "a0/0");
        assertThat(hasty.stats().streamsReset()).isOne();
    }

    @EachDraft
    void fetchesKnowNoDeliveryTimeout(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll(), NARROW);
        TrackPublisher track =
                register(pair, "a", DEFAULTS.withDeliveryTimeout(SECOND).withCache(CacheOptions.of(10, 1 << 20)));
        writeGroup(track, 4);
        pair.advance(SECOND);
        pair.transports.server().setCongested(true);

        Fetch fetch = pair.await(pair.client()
                .fetch(FullTrackName.of("live", "a"), LocationRange.between(Location.ZERO, new Location(0, 3))));
        fetch.forEach(object -> arrived.add("a" + object.groupId() + "/" + object.objectId()));
        pair.advance(SECOND.multipliedBy(5));
        open(pair);

        assertThat(arrived).containsExactly("a0/0", "a0/1", "a0/2", "a0/3");
    }
}
