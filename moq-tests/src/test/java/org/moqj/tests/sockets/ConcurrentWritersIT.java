package org.moqj.tests.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqServer;
import org.moqj.core.MoqSession;
import org.moqj.core.ServerOptions;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TlsOptions;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.tests.peers.TestCertificate;

/** A track that many threads write to, and several sessions read. */
class ConcurrentWritersIT {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final int WRITERS = 8;
    private static final int GROUPS = 25;
    private static final int OBJECTS = 4;
    private static final int READERS = 2;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"7, https", "7, moqt", "14, https", "14, moqt"})
    void everyReaderGetsWhatEveryWriterWrites(int draft, String scheme) throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        CompletableFuture<TrackPublisher> track = new CompletableFuture<>();
        SessionHandler serves = new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                request.accept(track.join());
            }
        };
        try (MoqServer server = MoqServer.builder(
                                ServerOptions.builder(certificate.identity()).build())
                        .handlers(info -> serves)
                        .start()
                        .get(10, TimeUnit.SECONDS);
                MoqClient client = MoqClient.builder()
                        .tls(TlsOptions.builder()
                                .rootsFromPem(certificate.certificateFile())
                                .build())
                        .build()) {
            track.complete(server.createTrack(TRACK, TrackOptions.defaults()));
            URI url =
                    URI.create(scheme + "://localhost:" + server.localAddress().getPort());
            List<BlockingQueue<MoqObject>> readers = new ArrayList<>();
            for (int r = 0; r < READERS; r++) {
                readers.add(read(client, url, new MoqDraft(draft)));
            }

            writeFromManyThreads(track.join());

            for (BlockingQueue<MoqObject> reader : readers) {
                checkAll(reader);
            }
        }
    }

    private static BlockingQueue<MoqObject> read(MoqClient client, URI url, MoqDraft draft) throws Exception {
        SessionOptions options = SessionOptions.builder().drafts(draft).build();
        MoqSession session = client.connect(url, options).get(10, TimeUnit.SECONDS);
        Subscription subscription = session.subscribe(TRACK).get(10, TimeUnit.SECONDS);
        BlockingQueue<MoqObject> received = new LinkedBlockingQueue<>();
        subscription.forEach(received::add);
        return received;
    }

    private static void writeFromManyThreads(TrackPublisher track) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                done.add(writers.submit(() -> {
                    for (int g = 0; g < GROUPS; g++) {
                        writeGroup(track, writer + " " + g);
                    }
                    return null;
                }));
            }
            for (Future<?> writer : done) {
                writer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            writers.shutdown();
        }
    }

    /** Waits for room, so that nothing is dropped. */
    private static void writeGroup(TrackPublisher track, String text) throws Exception {
        try (GroupWriter group = track.nextGroup()) {
            for (int o = 0; o < OBJECTS; o++) {
                group.write(text + " " + o).get(10, TimeUnit.SECONDS);
            }
        }
    }

    /** Every text came once, and each group has the objects of one writer, in their order. */
    private static void checkAll(BlockingQueue<MoqObject> reader) throws InterruptedException {
        List<MoqObject> received = new ArrayList<>();
        while (received.size() < WRITERS * GROUPS * OBJECTS) {
            MoqObject object = reader.poll(10, TimeUnit.SECONDS);
            assertThat(object).as("object %d", received.size()).isNotNull();
            received.add(object);
        }
        assertThat(received).extracting(MoqObject::text).doesNotHaveDuplicates();
        Map<Long, List<MoqObject>> groups = received.stream().collect(Collectors.groupingBy(MoqObject::groupId));
        assertThat(groups).hasSize(WRITERS * GROUPS);
        for (List<MoqObject> group : groups.values()) {
            String text = group.get(0).text();
            String writer = text.substring(0, text.lastIndexOf(' '));
            assertThat(group)
                    .extracting(MoqObject::text)
                    .containsExactlyElementsOf(IntStream.range(0, OBJECTS)
                            .mapToObj(o -> writer + " " + o)
                            .toList());
        }
    }
}
