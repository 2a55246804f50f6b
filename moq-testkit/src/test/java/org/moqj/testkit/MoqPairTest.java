package org.moqj.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSessionException;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;

class MoqPairTest {

    private static final FullTrackName TRACK = FullTrackName.of("room", "chat");
    private static final TrackOptions DATAGRAMS = TrackOptions.defaults().withDelivery(TrackOptions.Delivery.DATAGRAM);
    private static final Duration LATENCY = Duration.ofMillis(40);

    static List<MoqDraft> drafts() {
        return List.of(MoqDraft.DRAFT_14, MoqDraft.DRAFT_07);
    }

    private static MoqPair connect(MoqDraft draft) {
        return MoqPair.connect(draft, SessionHandler.refuseAll());
    }

    private static List<MoqObject> subscribed(MoqPair pair) {
        return pair.collect(pair.await(pair.client().subscribe(TRACK)));
    }

    @ParameterizedTest
    @MethodSource("drafts")
    void carriesObjects(MoqDraft draft) {
        MoqPair pair = connect(draft);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = subscribed(pair);

        track.nextGroup().write("hello");
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("hello");
        assertThat(pair.client().draft()).isEqualTo(draft);
    }

    @ParameterizedTest
    @MethodSource("drafts")
    void delaysEachObjectByItself(MoqDraft draft) {
        MoqPair pair = connect(draft);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = subscribed(pair);
        pair.toClient().delay(LATENCY);
        GroupWriter group = track.nextGroup();

        group.write("first");
        pair.advance(LATENCY.dividedBy(2));
        group.write("second");
        pair.advance(LATENCY.dividedBy(2).minusNanos(1));
        assertThat(objects).isEmpty();
        pair.advance(Duration.ofNanos(1));

        assertThat(objects).extracting(MoqObject::text).containsExactly("first");
        pair.advance(LATENCY.dividedBy(2));
        assertThat(objects).extracting(MoqObject::text).containsExactly("first", "second");
    }

    @Test
    void requestTakesARoundTrip() {
        MoqPair pair = connect(MoqDraft.DRAFT_14);
        pair.server().register(TRACK, TrackOptions.defaults());
        pair.toServer().delay(LATENCY);
        pair.toClient().delay(LATENCY);

        CompletableFuture<Subscription> subscription = pair.client().subscribe(TRACK);
        pair.advance(LATENCY.multipliedBy(2).minusNanos(1));
        assertThat(subscription).isNotDone();
        pair.advance(Duration.ofNanos(1));

        assertThat(subscription).isCompleted();
    }

    @Test
    void losesTheSameDatagramsForTheSameSeed() {
        List<Long> arrived = idsThatArrive(0.3, 7);

        assertThat(arrived).hasSizeBetween(50, 90).isEqualTo(idsThatArrive(0.3, 7));
        assertThat(arrived).isNotEqualTo(idsThatArrive(0.3, 8));
        assertThat(idsThatArrive(0, 7)).hasSize(100);
        assertThat(idsThatArrive(1, 7)).isEmpty();
    }

    private static List<Long> idsThatArrive(double loss, long seed) {
        MoqPair pair = connect(MoqDraft.DRAFT_14);
        TrackPublisher track = pair.server().register(TRACK, DATAGRAMS);
        List<MoqObject> objects = subscribed(pair);
        pair.toClient().lose(loss, seed);
        GroupWriter group = track.nextGroup();
        for (int i = 0; i < 100; i++) {
            group.write("x");
        }
        pair.run();
        return objects.stream().map(MoqObject::objectId).toList();
    }

    @Test
    void losesNothingOfStreams() {
        MoqPair pair = connect(MoqDraft.DRAFT_14);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = subscribed(pair);
        pair.toClient().lose(1, 1);

        track.nextGroup().write("safe");
        pair.run();

        assertThat(objects).hasSize(1);
    }

    @Test
    void keepsWhatIsStalled() {
        MoqPair pair = connect(MoqDraft.DRAFT_14);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = subscribed(pair);
        pair.toClient().stall();
        GroupWriter group = track.nextGroup();

        group.write("a");
        pair.advance(Duration.ofSeconds(1));
        group.write("b");
        pair.advance(Duration.ofSeconds(1));
        assertThat(objects).isEmpty();
        pair.toClient().resume();
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("a", "b");
    }

    @Test
    void resetsStreams() {
        MoqPair pair = connect(MoqDraft.DRAFT_14);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        List<MoqObject> objects = pair.collect(subscription);
        track.nextGroup().write("before");
        pair.run();

        pair.resetStreamsToClient(0);
        track.nextGroup().write("after");
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("before", "after");
        assertThat(subscription.stats().streamsReset()).isOne();
    }

    @ParameterizedTest
    @MethodSource("drafts")
    void losesTheConnection(MoqDraft draft) {
        MoqPair pair = connect(draft);
        pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        CompletableFuture<Void> read = subscription.forEach(object -> {});

        pair.loseConnection();

        assertThat(pair.client().state()).isEqualTo(SessionState.FAILED);
        assertThat(pair.server().state()).isEqualTo(SessionState.FAILED);
        assertThatThrownBy(read::join).hasCauseInstanceOf(MoqSessionException.class);
        assertThat(pair.heldBytes()).isZero();
    }

    @Test
    void saysWhatIsNotThere() {
        MoqPair pair = connect(MoqDraft.DRAFT_14);
        CompletableFuture<Subscription> refused = pair.client().subscribe(TRACK);
        assertThatThrownBy(() -> pair.await(refused)).isInstanceOf(CompletionException.class);
        CompletableFuture<String> never = new CompletableFuture<>();
        assertThatThrownBy(() -> pair.await(never))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not complete");
        MoqPair deaf = MoqPair.builder(MoqDraft.DRAFT_07)
                .server(SessionOptions.builder().drafts(MoqDraft.DRAFT_14).build())
                .connect();
        assertThatThrownBy(deaf::client).isInstanceOf(CompletionException.class);
    }

    @Test
    void rejectsFaultsThatCannotBe() {
        Path path = connect(MoqDraft.DRAFT_14).toServer();
        assertThatThrownBy(() -> path.delay(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> path.lose(1.1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> path.lose(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsAPublisherUpByASmallWindow() {
        MoqPair pair = MoqPair.builder(MoqDraft.DRAFT_14)
                .rawQuic()
                .streamWindow(10)
                .maxStreams(1)
                .connect();
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        track.nextGroup().write("first");
        track.nextGroup().write("second");
        pair.run();

        assertThat(subscription.stats().streams())
                .as("the other waits for the first to end")
                .isOne();
    }
}
