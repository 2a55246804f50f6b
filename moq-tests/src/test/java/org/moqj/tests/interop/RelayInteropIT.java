package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.PeerProfile;
import org.moqj.core.SessionOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TlsOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.tests.peers.RelayPeer;
import org.moqj.tests.peers.TestCertificate;

/** Publishes and subscribes through the moq-rs relays of both drafts, over both transports. */
@Isolated("measures how long connecting takes")
class RelayInteropIT {

    private static final int GROUPS = 5;
    private static final int OBJECTS = 10;

    @TempDir
    Path folder;

    private TestCertificate certificate;
    private MoqClient client;

    @BeforeEach
    void createClient() {
        certificate = TestCertificate.create(folder);
        client = MoqClient.builder()
                .tls(TlsOptions.builder()
                        .rootsFromPem(certificate.certificateFile())
                        .build())
                .build();
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void objectsArriveWholeAndInOrder(String draft, String scheme) throws Exception {
        try (RelayPeer relay = RelayPeer.start(draft, certificate, folder);
                MoqSession publishing = connect(relay, draft, scheme);
                MoqSession subscribing = connect(relay, draft, scheme)) {
            FullTrackName name = FullTrackName.of("test", "interop", "track");
            TrackPublisher track = publishing.publish(name).get(10, TimeUnit.SECONDS);
            Subscription subscription = subscribing.subscribe(name).get(10, TimeUnit.SECONDS);
            BlockingQueue<MoqObject> received = new LinkedBlockingQueue<>();
            var reading = subscription.forEach(received::add);

            List<String> sent = new ArrayList<>();
            List<String> arrived = new ArrayList<>();
            Demand.await(track); // what is written before the relay has asked for the track goes nowhere
            for (int g = 0; g < GROUPS; g++) {
                try (GroupWriter group = track.nextGroup()) {
                    for (int o = 0; o < OBJECTS; o++) {
                        String text = g + ":" + o + " ".repeat(o * 100);
                        sent.add(text);
                        group.write(text).get(10, TimeUnit.SECONDS);
                        MoqObject object = received.poll(10, TimeUnit.SECONDS);
                        assertThat(object).as("object %d:%d", g, o).isNotNull();
                        assertThat(object.groupId()).isEqualTo(g);
                        assertThat(object.objectId()).isEqualTo(o);
                        arrived.add(
                                StandardCharsets.UTF_8.decode(object.payload()).toString());
                    }
                }
            }
            assertThat(arrived).isEqualTo(sent);
            track.finish();
            reading.get(10, TimeUnit.SECONDS);
            assertThat(subscription.stats().objects()).isEqualTo(GROUPS * OBJECTS);
        }
    }

    @Test
    void autoFallsBackToDraft07InUnderTwoSeconds() throws Exception {
        try (RelayPeer relay = RelayPeer.start("07", certificate, folder)) {
            for (String scheme : List.of("https", "moqt")) {
                long start = System.nanoTime();
                try (MoqSession session = client.connect(relay.url(scheme)).get(10, TimeUnit.SECONDS)) {
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
                    assertThat(session.draft()).isEqualTo(MoqDraft.DRAFT_07);
                    assertThat(session.info().peerProfile()).isEqualTo(PeerProfile.MOQ_RS_07);
                }
            }
        }
    }

    @Test
    void autoSpeaksDraft14WithoutAnExtraConnection() throws Exception {
        try (RelayPeer relay = RelayPeer.start("14", certificate, folder)) {
            try (MoqSession session = client.connect(relay.url("https")).get(10, TimeUnit.SECONDS)) {
                assertThat(session.draft()).isEqualTo(MoqDraft.DRAFT_14);
                assertThat(session.info().peerProfile()).isEqualTo(PeerProfile.MOQ_RS_14);
            }
            long accepted = relay.process().lines().stream()
                    .filter(line -> line.contains("accepted connection") || line.contains("received request"))
                    .count();
            assertThat(accepted)
                    .as("connections in the relay's log: %s", relay.process().lines())
                    .isLessThanOrEqualTo(1);
        }
    }

    private MoqSession connect(RelayPeer relay, String draft, String scheme) throws Exception {
        SessionOptions options = SessionOptions.builder()
                .drafts(new MoqDraft(Integer.parseInt(draft)))
                .build();
        return client.connect(java.net.URI.create(relay.url(scheme)), options).get(10, TimeUnit.SECONDS);
    }
}
