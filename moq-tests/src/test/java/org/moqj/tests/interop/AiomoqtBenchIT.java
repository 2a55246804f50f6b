package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moqj.tests.interop.AiomoqtStage.get;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqGroup;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.Subscription;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.tests.peers.PeerProcess;
import org.moqj.tests.peers.Peers;

/** aiomoqt's own publisher and subscriber at the other side of its relay. Draft-14, both transports. */
@Tag("long")
class AiomoqtBenchIT {

    private static final int GROUPS = 3;
    private static final int OBJECTS = 20;
    private static final int SIZE = 300;
    private static final long LOC_TIMESTAMP = 0x10;

    @RegisterExtension
    static final AiomoqtStage stage = new AiomoqtStage();

    /** Announced and waiting for a SUBSCRIBE (--pub-ns), or offered with a PUBLISH (without). */
    @ParameterizedTest
    @CsvSource({"https, --pub-ns", "https, ''", "moqt, --pub-ns", "moqt, ''"})
    void weGetAllThatItsPublisherSends(String scheme, String mode) throws Exception {
        FullTrackName name = stage.track("bench");
        PeerProcess.Spec spec =
                bench("moq-pub-bench", name).args("-s", SIZE, "-g", OBJECTS, "-r", 200, "-t", 30, "-P", 1);
        if (!mode.isEmpty()) {
            spec.args(mode);
        }
        try (PeerProcess publisher = spec.args(stage.url(scheme)).start();
                MoqSession session = stage.connect(scheme)) {
            publisher.awaitLine("Published", Duration.ofSeconds(20));
            Subscription subscription = subscribeOnceThere(session, name);

            BlockingQueue<MoqGroup> groups = Events.of(subscription.groups(Duration.ofSeconds(10)));

            for (int g = 0; g < GROUPS; g++) {
                MoqGroup group = groups.poll(20, TimeUnit.SECONDS);
                assertThat(group).as("group %d", g).isNotNull();
                assertThat(group.groupId()).isEqualTo(g);
                assertThat(group.complete()).isTrue();
                checkObjects(group.objects());
            }
        }
    }

    /** Each object has the size and a timestamp; a marker ends the group. */
    private static void checkObjects(List<MoqObject> objects) {
        assertThat(objects).extracting(MoqObject::objectId).containsExactlyElementsOf(ids(OBJECTS + 1));
        assertThat(objects.get(OBJECTS).status()).isEqualTo(ObjectStatus.END_OF_GROUP);
        assertThat(objects.subList(0, OBJECTS)).allSatisfy(object -> {
            assertThat(object.status()).isEqualTo(ObjectStatus.NORMAL);
            assertThat(object.payloadSize()).isGreaterThanOrEqualTo(SIZE);
            assertThat(object.extensionHeaders())
                    .extracting(ExtensionHeader::type)
                    .contains(LOC_TIMESTAMP);
        });
    }

    private static List<Long> ids(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    /** A namespace that the relay knows may still lack the track: its publisher names that only once it is offered. */
    private static Subscription subscribeOnceThere(MoqSession session, FullTrackName track) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try {
                return get(session.subscribe(track));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof MoqRequestException) || attempt == 100) {
                    throw e;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void itsSubscriberGetsAllThatWeSend(String scheme) throws Exception {
        FullTrackName name = stage.track("bench");
        try (MoqSession session = stage.connect(scheme)) {
            TrackPublisher track = get(session.publish(name));
            try (PeerProcess subscriber = bench("moq-sub-bench", name)
                    .args("-t", 5, stage.url(scheme))
                    .start()) {
                subscriber.awaitLine("Subscribed to", Duration.ofSeconds(20));
                Demand.await(track);

                for (int g = 0; g < GROUPS; g++) {
                    try (GroupWriter group = track.nextGroup()) {
                        for (int o = 0; o < OBJECTS; o++) {
                            get(group.write(ByteBuffer.wrap(new byte[SIZE]), List.of(now())));
                        }
                    }
                }

                assertThat(subscriber.awaitExit(Duration.ofSeconds(30))).isZero();
                assertThat(subscriber.lines())
                        .anyMatch(line -> line.strip().matches("Objects: +" + GROUPS * OBJECTS))
                        .anyMatch(line -> line.strip().matches("Groups: +" + GROUPS))
                        .anyMatch(line -> line.strip().startsWith("Lost:") && line.contains(" 0 (0.00%)"))
                        .anyMatch(line -> line.strip().matches("Out-of-order: +0"));
            }
        }
    }

    /** What its publisher puts beside each object, for the delay: microseconds since 1970. */
    private static ExtensionHeader now() {
        return new ExtensionHeader.Numeric(LOC_TIMESTAMP, TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()));
    }

    private static PeerProcess.Spec bench(String program, FullTrackName name) {
        return PeerProcess.of(Peers.program("14", program))
                .env("PYTHONUNBUFFERED", "1")
                .args("--insecure", "--draft", 14, "-N", name.namespace(), "-T", name.name());
    }
}
