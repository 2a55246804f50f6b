package org.moqj.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.core.GroupWriter;
import org.moqj.core.Limits;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqServer;
import org.moqj.core.MoqSession;
import org.moqj.core.ServerOptions;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TlsOptions;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.TransportOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.tests.peers.TestCertificate;

/**
 * A connection whose window is full because one reader takes nothing: what is written meanwhile waits. When the window
 * opens it is sent in the order of the priorities; what has become too old by then is not sent.
 */
class NarrowPathIT {

    private static final int WINDOW = 128 << 10;
    private static final int OBJECT = 8 << 10;
    private static final int OBJECTS = 4;
    private static final int FILLERS = 4;
    private static final TrackOptions DEFAULTS = TrackOptions.defaults();

    @TempDir
    Path folder;

    private final Map<FullTrackName, TrackPublisher> tracks = new ConcurrentHashMap<>();
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private MoqServer server;
    private MoqClient client;

    @BeforeEach
    void start() throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        server = MoqServer.builder(ServerOptions.builder(certificate.identity())
                        .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .build())
                .handlers(info -> new SessionHandler() {
                    @Override
                    public void onTrackRequest(TrackRequest request) {
                        request.accept(tracks.get(request.track()));
                    }
                })
                .start()
                .get(10, TimeUnit.SECONDS);
        client = MoqClient.builder()
                .transport(TransportOptions.builder()
                        .tls(TlsOptions.builder()
                                .rootsFromPem(certificate.certificateFile())
                                .build())
                        .streamWindow(WINDOW)
                        .connectionWindow(WINDOW)
                        .build())
                .callbackExecutor(Runnable::run) // so that subscriptions are heard in the order of what arrives
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private MoqSession connect(String draft, String scheme) throws Exception {
        SessionOptions options = SessionOptions.builder()
                .drafts(new MoqDraft(Integer.parseInt(draft)))
                .limits(Limits.defaults().withMaxQueued(2, WINDOW))
                .build();
        URI url = URI.create(scheme + "://localhost:" + server.localAddress().getPort() + "/");
        return client.connect(url, options).get(10, TimeUnit.SECONDS);
    }

    private TrackPublisher publish(String name, TrackOptions options) {
        TrackPublisher track = server.createTrack(FullTrackName.of("test", name), options);
        tracks.put(track.name(), track);
        return track;
    }

    private static Subscription subscribe(MoqSession session, TrackPublisher track, int priority) throws Exception {
        return session.subscribe(track.name(), SubscribeOptions.defaults().withPriority(priority))
                .get(10, TimeUnit.SECONDS);
    }

    private void read(Subscription subscription) {
        subscription.forEach(
                object -> arrived.add(subscription.track().name() + "/" + object.groupId() + "/" + object.objectId()));
    }

    /**
     * Subscribes to tracks that nobody reads, and writes to them until the connection takes no more: the window of one
     * stream is smaller than the connection's.
     */
    private List<Subscription> fillWindow(MoqSession session) throws Exception {
        List<Subscription> unread = new ArrayList<>();
        for (int i = 0; i < FILLERS; i++) {
            TrackPublisher filler = publish("filler" + i, DEFAULTS.withMaxQueuedBytes(16 * WINDOW));
            unread.add(subscribe(session, filler, 255));
        }
        for (Subscription subscription : unread) {
            fillWindow(tracks.get(subscription.track()));
        }
        return unread;
    }

    private static void fillWindow(TrackPublisher track) throws Exception {
        GroupWriter group = track.nextGroup();
        for (int i = 1; i < 1000; i++) {
            int written = i;
            try {
                group.write(new byte[OBJECT]).get(1, TimeUnit.SECONDS);
                await(() -> track.stats().objectsWritten() == written);
            } catch (TimeoutException full) {
                group.close();
                return;
            }
        }
        throw new AssertionError("The window never filled");
    }

    private static void writeGroup(TrackPublisher track) {
        try (GroupWriter group = track.nextGroup()) {
            for (int i = 0; i < OBJECTS; i++) {
                group.write(new byte[OBJECT]);
            }
        }
    }

    private List<String> take(int objects, String notOf) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        while (taken.size() < objects) {
            String next = arrived.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("after %s", taken).isNotNull();
            if (!next.startsWith(notOf)) {
                taken.add(next);
            }
        }
        return taken;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 10 s").isLessThan(deadline);
            Thread.yield();
        }
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void subscriptionsGoByTheirPriorities(String draft, String scheme) throws Exception {
        TrackPublisher a = publish("a", DEFAULTS);
        TrackPublisher b = publish("b", DEFAULTS);
        TrackPublisher c = publish("c", DEFAULTS);
        try (MoqSession session = connect(draft, scheme)) {
            read(subscribe(session, a, 200));
            read(subscribe(session, b, 10));
            read(subscribe(session, c, 128));
            List<Subscription> unread = fillWindow(session);

            writeGroup(a);
            writeGroup(b);
            writeGroup(c);
            await(() -> a.stats().objectsWritten()
                            + b.stats().objectsWritten()
                            + c.stats().objectsWritten()
                    == 3 * OBJECTS);
            assertThat(arrived).isEmpty();
            unread.forEach(this::read);

            assertThat(take(3 * OBJECTS, "filler").stream()
                            .map(object -> object.substring(0, 1))
                            .distinct())
                    .containsExactly("b", "c", "a");
        }
    }

    @ParameterizedTest
    @CsvSource({"07, https", "07, moqt", "14, https", "14, moqt"})
    void whatBecomesTooOldIsNotSent(String draft, String scheme) throws Exception {
        TrackPublisher live = publish("live", DEFAULTS.withDeliveryTimeout(Duration.ofMillis(300)));
        TrackPublisher whole = publish("whole", DEFAULTS);
        try (MoqSession session = connect(draft, scheme)) {
            read(subscribe(session, live, 10));
            read(subscribe(session, whole, 20));
            List<Subscription> unread = fillWindow(session);

            writeGroup(live);
            writeGroup(whole);
            await(() -> live.stats().objectsDropped() > 0);
            assertThat(arrived).isEmpty();
            unread.forEach(this::read);
            List<String> late = take(OBJECTS, "filler");
            writeGroup(live);
            List<String> inTime = take(OBJECTS, "filler");

            assertThat(late).containsExactly("whole/0/0", "whole/0/1", "whole/0/2", "whole/0/3");
            assertThat(inTime).containsExactly("live/1/0", "live/1/1", "live/1/2", "live/1/3");
            assertThat(whole.stats().objectsDropped()).isZero();
        }
    }
}
