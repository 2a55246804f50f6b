package org.moqj.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqTransportException;
import org.moqj.core.SessionOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TransportOptions;
import org.moqj.core.model.FullTrackName;

class MoqRelayExtensionIT {

    private static final FullTrackName TRACK = FullTrackName.of("room", "chat");
    private static final long PATIENCE_S = 20;

    @RegisterExtension
    static final MoqRelayExtension SHARED = MoqRelayExtension.create();

    @RegisterExtension
    final MoqRelayExtension own = MoqRelayExtension.create(
            relay -> relay.transport(TransportOptions.builder().build()));

    private static BlockingQueue<String> read(MoqSession session) {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        Subscription subscription = session.subscribe(TRACK).join();
        subscription.forEach(object -> texts.add(object.text()));
        return texts;
    }

    private static String next(BlockingQueue<String> texts) throws InterruptedException {
        return texts.poll(PATIENCE_S, TimeUnit.SECONDS);
    }

    @Test
    void carriesObjectsFromDraftToDraft() throws InterruptedException {
        TrackPublisher chat = SHARED.connect(MoqDraft.DRAFT_07).publish(TRACK).join();
        BlockingQueue<String> texts = read(SHARED.connect(MoqDraft.DRAFT_14));

        chat.nextGroup().write("hello");

        assertThat(next(texts)).isEqualTo("hello");
    }

    @Test
    void isReachedOverRawQuicByItsPin() {
        try (MoqClient client = MoqClient.builder().tls(SHARED.tls()).build()) {
            assertThat(client.connect(SHARED.quicUrl()).join().draft()).isEqualTo(MoqDraft.DRAFT_14);
        }
        try (MoqClient stranger = MoqClient.create()) {
            assertThatThrownBy(() -> stranger.connect(SHARED.url()).join()).hasCauseInstanceOf(MoqException.class);
        }
    }

    @Test
    void eachTestHasARelayOfItsOwn() {
        assertThat(own.sha256()).isNotEqualTo(SHARED.sha256());
        assertThat(own.relay().stats().join().objectsIn()).isZero();
    }

    @Test
    void lostPacketsAreRepeatedAndLateOnesComeLate() throws InterruptedException {
        TrackPublisher chat = own.connect().publish(TRACK).join();
        BlockingQueue<String> texts = read(own.connect());
        Duration latency = Duration.ofMillis(50);
        own.network().toClients().delay(latency);
        own.network().toClients().lose(0.1, 42);
        long start = System.nanoTime();

        try (GroupWriter group = chat.nextGroup()) {
            for (int i = 0; i < 50; i++) {
                group.write("line " + i);
            }
        }

        for (int i = 0; i < 50; i++) {
            assertThat(next(texts)).isEqualTo("line " + i);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(latency);
    }

    @Test
    void stalledNetworkEndsInATimeoutThatSaysSo() {
        own.network().toServer().stall();
        SessionOptions impatient =
                SessionOptions.builder().connectTimeout(Duration.ofMillis(300)).build();

        assertThatThrownBy(() -> own.connect(impatient))
                .cause()
                .isInstanceOfSatisfying(MoqTransportException.class, error -> assertThat(error.isTimeout())
                        .isTrue());
    }

    @Test
    void outsideOfTestsThereIsNoRelay() {
        MoqRelayExtension idle = MoqRelayExtension.create();
        assertThatThrownBy(idle::url).isInstanceOf(IllegalStateException.class);
    }
}
