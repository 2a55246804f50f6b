package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqServer;
import org.moqj.core.MoqSession;
import org.moqj.core.PeerProfile;
import org.moqj.core.RequestError;
import org.moqj.core.ServerOptions;
import org.moqj.core.SessionListener;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TlsOptions;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.tests.peers.RelayPeer;
import org.moqj.tests.peers.TestCertificate;

/**
 * What the draft-07 relay of moq-rs cannot take, as it is: the guards of its profile keep it alive, and whoever insists
 * sees what the guards say. Each test has a relay of its own.
 */
class PeerGuardIT {

    private static final FullTrackName TRACK = FullTrackName.of("test", "guard", "track");
    private static final LocationRange RANGE = LocationRange.between(Location.ZERO, new Location(1, 0));
    private static final Duration SOON = Duration.ofSeconds(20);

    /** What Rust's runtime ends with when the main task panics. */
    private static final int PANIC = 101;

    @TempDir
    Path folder;

    private TestCertificate certificate;
    private MoqClient client;
    private @Nullable RelayPeer relay;

    @BeforeEach
    void start() {
        certificate = TestCertificate.create(folder);
        client = MoqClient.builder()
                .tls(TlsOptions.builder()
                        .rootsFromPem(certificate.certificateFile())
                        .build())
                .build();
        relay = RelayPeer.start("07", certificate, folder);
    }

    @AfterEach
    void stop() {
        client.close();
        if (relay != null) { // not where it is missing, and the test left out
            relay.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "moqt"})
    void theRelayOutlivesWhatItCannotTake(String scheme) throws Exception {
        try (MoqSession session = connect(scheme, SessionOptions.builder())) {
            assertThat(session.info().peerProfile()).isEqualTo(PeerProfile.MOQ_RS_07);
            assertGuarded(Feature.FETCH, "would crash on FETCH", () -> session.fetch(TRACK, RANGE));
            assertGuarded(
                    Feature.NAMESPACE_DISCOVERY,
                    "would crash on SUBSCRIBE_ANNOUNCES",
                    () -> session.subscribeNamespace(TrackNamespace.of("test")));
            assertGuarded(
                    Feature.FILTER_ABSOLUTE,
                    "would end the session or stall it",
                    () -> session.subscribe(TRACK, fromTheStart()));
            assertGuarded(Feature.TRACK_STATUS, "never answers", () -> session.trackStatus(TRACK));
            assertThatThrownBy(() -> session.subscribe(binaryName()).get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(MoqRequestException.class)
                    .hasMessageContaining("moq-rs-07 would end the session");

            session.publishNamespace(TRACK.namespace()).get(10, TimeUnit.SECONDS);
        }
        assertServes();
    }

    @Test
    void aFetchCrashesTheRelay() throws Exception {
        MoqSession session = insisting("moqt");
        var fetched = session.fetch(TRACK, RANGE);
        assertCrashed();
        assertThatThrownBy(() -> fetched.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void followingNamespacesCrashesTheRelay() throws Exception {
        MoqSession session = insisting("https");
        var followed = session.subscribeNamespace(TrackNamespace.of("test"));
        assertCrashed();
        assertThatThrownBy(() -> followed.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void goawayCrashesTheRelay() throws Exception {
        BlockingQueue<MoqSession> sessions = new LinkedBlockingQueue<>();
        SessionListener listener = new SessionListener() {
            @Override
            public void onState(MoqSession session, SessionState state, @Nullable MoqException cause) {
                if (state == SessionState.CONNECTED) {
                    sessions.add(session);
                }
            }
        };
        SessionOptions options = SessionOptions.builder()
                .drafts(MoqDraft.DRAFT_07)
                .peerProfile(PeerProfile.MOQ_RS_07.withoutGuards())
                .listener(listener)
                .build();
        ServerOptions where = ServerOptions.builder(certificate.identity())
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .build();
        try (MoqServer server =
                        MoqServer.builder(where).session(options).start().get(10, TimeUnit.SECONDS);
                RelayPeer announcing = RelayPeer.announcingTo(
                        "https://localhost:" + server.localAddress().getPort(), certificate)) {
            MoqSession ofRelay = sessions.poll(10, TimeUnit.SECONDS);
            assertThat(ofRelay).as("the relay's session").isNotNull();
            ofRelay.goaway("");
            assertThat(announcing.process().awaitExit(SOON)).isEqualTo(PANIC);
        }
    }

    @Test
    void anAbsoluteFilterEndsTheSession() throws Exception {
        MoqSession session = insisting("moqt");
        var subscribed = session.subscribe(TRACK, fromTheStart());
        assertThatThrownBy(() -> subscribed.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        awaitClosed(session);
        assertServes();
    }

    @Test
    void aNameThatIsNoTextEndsTheSession() throws Exception {
        MoqSession session = insisting("moqt");
        var subscribed = session.subscribe(binaryName());
        assertThatThrownBy(() -> subscribed.get(30, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        awaitClosed(session);
        assertServes();
    }

    @Test
    void anUpdateEndsTheSession() throws Exception {
        try (MoqSession publishing = connect("moqt", SessionOptions.builder())) {
            publishing.publish(TRACK).get(10, TimeUnit.SECONDS);
            MoqSession session = insisting("moqt");
            Subscription subscription = session.subscribe(TRACK).get(10, TimeUnit.SECONDS);
            subscription.update(SubscriptionChange.none().startingAt(new Location(10, 0)));
            awaitClosed(session);
        }
        assertServes();
    }

    @Test
    void datagramsEndThePublishersSession() throws Exception {
        MoqSession publishing = insisting("moqt");
        TrackPublisher track = publishing
                .publish(TRACK, TrackOptions.defaults().withDelivery(TrackOptions.Delivery.DATAGRAM))
                .get(10, TimeUnit.SECONDS);
        CompletableFuture<Boolean> over = publishing.closed().handle((closed, error) -> true);
        try (MoqSession subscribing = connect("moqt", SessionOptions.builder())) {
            subscribing.subscribe(TRACK).get(10, TimeUnit.SECONDS);
            for (int i = 0; i < 100 && !over.isDone(); i++) {
                try (GroupWriter group = track.nextGroup()) {
                    group.write("datagram");
                }
                over.copy().completeOnTimeout(false, 100, TimeUnit.MILLISECONDS).join();
            }
        }
        assertThat(over).isDone();
        assertServes();
    }

    @Test
    void theStateOfATrackIsNeverTold() throws Exception {
        try (MoqSession session = connect(
                "moqt",
                SessionOptions.builder()
                        .peerProfile(PeerProfile.MOQ_RS_07.withoutGuards())
                        .requestTimeout(Duration.ofSeconds(2)))) {
            session.publishNamespace(TRACK.namespace()).get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> session.trackStatus(TRACK).get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(MoqRequestException.class, error -> assertThat(error.error())
                            .contains(RequestError.TIMEOUT));
        }
        assertServes();
    }

    private MoqSession insisting(String scheme) throws Exception {
        return connect(scheme, SessionOptions.builder().peerProfile(PeerProfile.MOQ_RS_07.withoutGuards()));
    }

    private MoqSession connect(String scheme, SessionOptions.Builder options) throws Exception {
        return client.connect(
                        URI.create(relay.url(scheme)),
                        options.drafts(MoqDraft.DRAFT_07).build())
                .get(10, TimeUnit.SECONDS);
    }

    /** Checks that the relay still takes sessions and namespaces. */
    private void assertServes() throws Exception {
        try (MoqSession other = connect("moqt", SessionOptions.builder())) {
            other.publishNamespace(TrackNamespace.of("test", "other")).get(10, TimeUnit.SECONDS);
        }
        assertThat(relay.process().isAlive()).isTrue();
    }

    /** Waits for the session's end, which this relay never explains. */
    private static void awaitClosed(MoqSession session) throws Exception {
        session.closed().handle((closed, error) -> error).get(30, TimeUnit.SECONDS);
    }

    private void assertCrashed() {
        assertThat(relay.process().awaitExit(SOON)).isEqualTo(PANIC);
        assertThat(relay.process().lines()).anyMatch(line -> line.contains("panicked"));
    }

    private static SubscribeOptions fromTheStart() {
        return SubscribeOptions.defaults().withFilter(SubscribeFilter.from(new Location(0, 5)));
    }

    private static FullTrackName binaryName() {
        return new FullTrackName(TRACK.namespace(), ByteString.copyOf(new byte[] {(byte) 0xff}));
    }

    private static void assertGuarded(Feature feature, String effect, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(UnsupportedFeatureException.class, refusal -> assertThat(refusal.feature())
                        .isEqualTo(feature))
                .hasMessageContaining("moq-rs-07")
                .hasMessageContaining(effect)
                .hasMessageContaining("PeerProfile.withoutGuards()");
    }
}
