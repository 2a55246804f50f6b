package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.GroupWriter;
import org.moqj.core.Limits;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqException;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.SubscribeOptions.SlowConsumer;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** Readers that take objects more slowly than they come, and publishers whose subscribers do. */
@DisplayName("Slow readers")
class SlowReadersTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final int QUEUE = 11;

    private static SessionPair shortQueues(MoqDraft draft) {
        SessionOptions client = SessionOptions.builder()
                .limits(Limits.defaults().withMaxQueued(QUEUE, 1 << 20))
                .build();
        return SessionPair.connect(draft, client, SessionOptions.defaults(), Conditions.GENEROUS.withStreamWindow(500));
    }

    private static Subscription subscribe(SessionPair pair, SlowConsumer policy) {
        return pair.await(
                pair.client().subscribe(TRACK, SubscribeOptions.defaults().withSlowConsumer(policy)));
    }

    /** Eight groups of five objects of 1000 bytes. */
    private static void publish(SessionPair pair, TrackPublisher track) {
        for (int g = 0; g < 8; g++) {
            try (GroupWriter group = track.nextGroup()) {
                for (int o = 0; o < 5; o++) {
                    group.write(new byte[1000]);
                    pair.run();
                }
            }
            pair.run();
        }
    }

    private static List<Long> groups(Pulled<MoqObject> reader) {
        return reader.items().stream().map(MoqObject::groupId).distinct().toList();
    }

    @EachDraft
    void whoBlocksLosesNothing(MoqDraft draft) {
        SessionPair pair = shortQueues(draft);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = subscribe(pair, SlowConsumer.BLOCK);
        Pulled<MoqObject> reader = Pulled.nothingYet(subscription.objects());

        publish(pair, track);
        assertThat(subscription.stats().objects()).isLessThan(40);
        reader.ask(pair, Long.MAX_VALUE);

        assertThat(reader.items()).hasSize(40);
        assertThat(subscription.stats().droppedSlow()).isZero();
    }

    @EachDraft
    void demandIsKeptToTheObject(MoqDraft draft) {
        SessionPair pair = shortQueues(draft);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Pulled<MoqObject> reader =
                Pulled.nothingYet(subscribe(pair, SlowConsumer.BLOCK).objects());

        publish(pair, track);
        reader.ask(pair, 3);
        assertThat(reader.items()).hasSize(3);
        reader.ask(pair, 1);

        assertThat(reader.items()).hasSize(4);
    }

    @EachDraft
    void theOldestGroupsAreDroppedAndCounted(MoqDraft draft) {
        SessionPair pair = shortQueues(draft);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = subscribe(pair, SlowConsumer.DROP_OLDEST_GROUP);
        Pulled<MoqObject> reader = Pulled.nothingYet(subscription.objects());

        publish(pair, track);
        reader.ask(pair, Long.MAX_VALUE);

        assertThat(groups(reader)).containsExactly(6L, 7L);
        assertThat(reader.items()).hasSize(10);
        assertThat(subscription.stats().droppedSlow()).isEqualTo(30);
        assertThat(subscription.ended()).isNotDone();
    }

    @EachDraft
    void onlyTheNewestGroupIsKept(MoqDraft draft) {
        SessionPair pair = shortQueues(draft);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = subscribe(pair, SlowConsumer.SKIP_TO_NEWEST);
        Pulled<MoqObject> reader = Pulled.nothingYet(subscription.objects());

        publish(pair, track);
        reader.ask(pair, Long.MAX_VALUE);

        assertThat(groups(reader)).endsWith(7L).hasSizeLessThanOrEqualTo(2);
        assertThat(reader.items()).filteredOn(object -> object.groupId() == 7).hasSize(5);
        assertThat(subscription.stats().droppedSlow())
                .isEqualTo(40 - reader.items().size());
    }

    @EachDraft
    void whoMustNotMissAnythingIsEnded(MoqDraft draft) {
        SessionPair pair = shortQueues(draft);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = subscribe(pair, SlowConsumer.END);
        Pulled<MoqObject> reader = Pulled.nothingYet(subscription.objects());

        publish(pair, track);
        reader.ask(pair, Long.MAX_VALUE);

        assertThat(reader.error()).isInstanceOf(MoqException.class);
        assertThat(reader.items()).isEmpty();
        assertThat(track.subscribers()).isZero();
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void aSlowSubscriberCostsTheFastOneNothing(MoqDraft draft) {
        SessionPair slow = shortQueues(draft);
        SessionPair fast = slow.beside(draft, Conditions.GENEROUS);
        TrackPublisher track =
                slow.server().register(TRACK, TrackOptions.defaults().withMaxQueuedBytes(2000));
        fast.server().register(track);
        Pulled<MoqObject> notReading =
                Pulled.nothingYet(subscribe(slow, SlowConsumer.BLOCK).objects());
        List<MoqObject> received = fast.collect(fast.await(fast.client().subscribe(TRACK)));

        publish(slow, track);

        assertThat(received).hasSize(40);
        assertThat(track.stats().objectsDropped()).isPositive();
        notReading.ask(slow, Long.MAX_VALUE);
        assertThat(groups(notReading)).contains(7L);
        assertThat(track.stats().objectsSent() + track.stats().objectsDropped()).isEqualTo(80);
    }

    @EachDraft
    void oneSlowTrackHoldsUpNoOther(MoqDraft draft) {
        SessionPair pair = shortQueues(draft);
        FullTrackName other = FullTrackName.of("live", "cam", "audio");
        TrackPublisher video = pair.server().register(TRACK, TrackOptions.defaults());
        TrackPublisher audio = pair.server().register(other, TrackOptions.defaults());
        Pulled<MoqObject> notReading =
                Pulled.nothingYet(subscribe(pair, SlowConsumer.BLOCK).objects());
        List<MoqObject> heard = pair.collect(pair.await(pair.client().subscribe(other)));

        publish(pair, video);
        publish(pair, audio);

        assertThat(heard).hasSize(40);
        assertThat(notReading.items()).isEmpty();
    }

    @EachDraft
    void datagramsWaitForNobody(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(
                draft,
                SessionOptions.builder()
                        .limits(Limits.defaults().withMaxQueued(QUEUE, 1 << 20))
                        .build(),
                SessionOptions.builder().handler(SessionHandler.refuseAll()).build(),
                Conditions.GENEROUS);
        TrackPublisher track =
                pair.server().register(TRACK, TrackOptions.defaults().withDelivery(TrackOptions.Delivery.DATAGRAM));
        Subscription subscription = subscribe(pair, SlowConsumer.BLOCK);
        Pulled<MoqObject> reader = Pulled.nothingYet(subscription.objects());

        publish(pair, track);
        reader.ask(pair, Long.MAX_VALUE);

        assertThat(reader.items()).hasSizeLessThanOrEqualTo(QUEUE);
        assertThat(subscription.stats().droppedSlow())
                .isEqualTo(40 - reader.items().size());
    }
}
