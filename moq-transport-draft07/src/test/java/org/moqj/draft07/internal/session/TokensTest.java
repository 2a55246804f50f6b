package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.TrackStatus;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.draft07.internal.message.Subscribe;

/** AUTHORIZATION INFO (draft-07, section 6.1.1.1): where it goes, and where there is no place for it. */
class TokensTest {

    private static final FullTrackName TRACK = FullTrackName.of("a", "b");
    private static final List<AuthToken> TOKEN = List.of(AuthToken.of("s3cr3t"));

    private final RawPeer peer = RawPeer.ofClient();

    private static SubscribeRequest subscribe(List<AuthToken> tokens) {
        return new SubscribeRequest(
                TRACK, 128, GroupOrder.ASCENDING, true, SubscribeFilter.latest(), Optional.empty(), tokens);
    }

    private static void expectNoPlace(ThrowingCallable request, String message) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(UnsupportedFeatureException.class, e -> assertThat(e.feature())
                        .isEqualTo(Feature.AUTHORIZATION_TOKEN))
                .hasMessageContaining(message + " carries no token")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void subscribeCarriesOneAndShowsItToNobody() {
        peer.session().subscribe(subscribe(TOKEN), new Recorder());
        peer.time.run();

        Subscribe sent = peer.received(Subscribe.class).get(0);
        assertThat(AuthTokens.read(sent.parameters())).isEqualTo(TOKEN);
        assertThat(sent.toString()).doesNotContain("s3cr3t");
        peer.closeAndCheck();
    }

    @Test
    void twoAreOneTooMany() {
        List<AuthToken> two = List.of(AuthToken.of("a"), AuthToken.of("b"));
        assertThatThrownBy(() -> peer.session().subscribe(subscribe(two), new Recorder()))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThatThrownBy(() -> peer.session()
                        .publishNamespace(new NamespaceRequest(TrackNamespace.of("a"), two), new Answer()))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThat(peer.received).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void fetchHasNoPlaceForOne() {
        FetchRequest request = new FetchRequest(
                new FetchRequest.Standalone(TRACK, LocationRange.throughGroup(Location.ZERO, 1)),
                9,
                GroupOrder.ASCENDING,
                TOKEN);
        expectNoPlace(() -> peer.session().fetch(request, new FetchTest.Fetched()), "FETCH");
        assertThat(peer.received).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void trackStatusRequestHasNoPlaceForOne() {
        TrackStatusListener unasked = new TrackStatusListener() {
            @Override
            public void onStatus(TrackStatus status) {
                throw new AssertionError("not asked");
            }

            @Override
            public void onError(org.moqj.core.MoqRequestException refusal) {
                throw new AssertionError("not asked");
            }
        };
        expectNoPlace(
                () -> peer.session().trackStatus(new TrackStatusRequest(TRACK, TOKEN), unasked),
                "TRACK_STATUS_REQUEST");
        assertThat(peer.received).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void clientSetupHasNoPlaceForOne() {
        DraftOptions plain = SessionPair.OPTIONS;
        DraftOptions withToken = new DraftOptions(
                plain.implementation(),
                plain.profile(),
                plain.limits(),
                plain.setupTimeout(),
                plain.earlyDataTimeout(),
                plain.doneTimeout(),
                TOKEN);
        expectNoPlace(() -> RawPeer.startClient(TransportKind.QUIC, "/", withToken), "CLIENT_SETUP");
    }
}
