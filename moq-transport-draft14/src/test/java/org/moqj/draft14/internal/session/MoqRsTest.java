package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.draft14.internal.message.ClientSetup;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.PublishNamespaceCancel;
import org.moqj.draft14.internal.message.ServerSetup;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.Unsubscribe;

/** The relay of moq-rs that speaks draft-14, as wire/draft-14.md, section 7.1, has it. */
class MoqRsTest {

    private static final ServerSetup SETUP =
            new ServerSetup(0xff00000eL, new Parameters(List.of(new Parameter.Numeric(0x2, 100))));

    /** The relay grants everything with the request's id as alias, descending, and without content. */
    private static final SubscribeOk OK =
            new SubscribeOk(0, 0, 0, GroupOrder.DESCENDING, Optional.empty(), Parameters.NONE);

    /** What the relay forwards is always of type 0x15. */
    private static final String HEADER = "15" + "00" + "01" + "00" + "80";

    private final TrackRecorder track = new TrackRecorder();

    private static RawPeer relay() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(SETUP);
        return peer;
    }

    private SubscribeHandle subscribed(RawPeer peer) {
        SubscribeHandle handle = peer.session().subscribe(Fixtures.subscribe(), track);
        peer.send(OK);
        return handle;
    }

    @Test
    void losesObjectThatEndsTooEarlyAndNothingElse() {
        RawPeer peer = relay();
        subscribed(peer);
        SendStream stream = peer.open(HEADER + "00" + "00" + "0161");

        peer.write(stream, true, "00" + "00" + "05" + "62");

        assertThat(track.streams.get(0).texts()).containsExactly("a");
        assertThat(track.streams.get(0).ends).containsExactly(new StreamEnd(StreamEnd.Kind.TRUNCATED, -1, ""));
        peer.expectOpen();
    }

    @Test
    void survivesStreamThatEndsInsideItsHeader() {
        RawPeer peer = relay();
        SendStream stream = peer.open("15" + "00");

        stream.finish();
        peer.time.run();

        peer.expectOpen();
    }

    @Test
    void waitsForStreamsWhateverTheCountSays() {
        RawPeer peer = relay();
        subscribed(peer);
        peer.send(new PublishDone(0, 0, 0, ByteString.of("done")));
        assertThat(track.done).isEmpty();

        SendStream late = peer.open(HEADER + "00" + "00" + "0161");
        peer.time.advance(Fixtures.DONE_TIMEOUT);
        assertThat(track.done).as("a stream is open").isEmpty();
        late.finish();
        peer.time.run();

        assertThat(track.streams).hasSize(1);
        assertThat(track.done).hasSize(1);
    }

    @Test
    void acceptsGapsThatDoNotFitRenumberedObjects() {
        RawPeer peer = relay();
        subscribed(peer);

        peer.open(HEADER + "00" + "02" + "3e05" + "0161");

        assertThat(track.streams.get(0).objects).hasSize(1);
    }

    @Test
    void letsSubgroupGoOnAfterItsStreamEnded() {
        RawPeer peer = relay();
        subscribed(peer);
        peer.open(HEADER + "02" + "00" + "0161").finish(); // what upstream reset looks the same
        peer.time.run();

        peer.open(HEADER + "05" + "00" + "0161");

        assertThat(track.done).isEmpty();
        assertThat(track.streams).hasSize(2);
    }

    @Test
    void ignoresWhatIsSaidOfRequestsThatAreOver() {
        RawPeer peer = relay();
        subscribed(peer);
        peer.send(new PublishDone(0, 0, 0, ByteString.of("done")));
        peer.time.advance(Fixtures.DONE_TIMEOUT);
        assertThat(track.done).hasSize(1);

        peer.send(
                OK,
                new SubscribeError(0, 1, ByteString.of("again")),
                new PublishDone(0, 0, 0, ByteString.of("again")),
                new Unsubscribe(0),
                new PublishNamespaceCancel(TrackNamespace.of("gone"), 0, ByteString.of("")));

        peer.expectOpen();
    }

    @ParameterizedTest
    @EnumSource(
            value = Feature.class,
            names = {"PUBLISH", "FETCH", "JOINING_FETCH", "SUBSCRIBE_UPDATE", "NAMESPACE_DISCOVERY", "SEND_GOAWAY"})
    void lacksWhatTheRelayIgnoresOrDiesOf(Feature feature) {
        assertThat(relay().session().supports(feature)).isFalse();
        assertThat(RawPeer.server().session().supports(feature)).isTrue();
    }

    @Test
    void failsAtOnceWhatTheRelayIgnores() {
        RawPeer peer = relay();
        Draft14Session session = peer.session();
        SubscribeHandle handle = subscribed(peer);
        FetchRequest fetch = new FetchRequest(
                new FetchRequest.Standalone(Fixtures.CLOCK, LocationRange.between(Location.ZERO, Location.ZERO)),
                1,
                GroupOrder.ASCENDING,
                List.of());
        PublishRequest offer = new PublishRequest(
                Fixtures.CLOCK,
                GroupOrder.ASCENDING,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                List.of());
        SubscriptionUpdate update =
                new SubscriptionUpdate(LocationRange.from(new Location(1, 0)), 1, true, Optional.empty());
        int before = peer.received.size();

        assertThatThrownBy(() -> session.fetch(fetch, new FetchRecorder()))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("moq-rs-14")
                .hasMessageContaining("the peer never answers it, so it is not sent")
                .hasMessageContaining("PeerProfile.withoutGuards()");
        assertThatThrownBy(() -> session.publish(offer, new SenderRecorder()))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThatThrownBy(() -> session.subscribeNamespace(Fixtures.namespace("a"), new AnswerRecorder()))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThatThrownBy(() -> handle.update(update)).isInstanceOf(UnsupportedFeatureException.class);
        peer.time.run();

        assertThat(peer.received).hasSize(before);
    }

    @Test
    void refusesNamesThatAreNoText() {
        FullTrackName binary =
                new FullTrackName(Fixtures.CLOCK.namespace(), ByteString.copyOf(new byte[] {(byte) 0xff}));
        RawPeer peer = relay();
        int before = peer.received.size();

        assertThatThrownBy(() -> peer.session()
                        .trackStatus(new TrackStatusRequest(binary, List.of()), mock(TrackStatusListener.class)))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("not UTF-8")
                .hasMessageContaining("moq-rs-14 would end the session");
        peer.time.run();

        assertThat(peer.received).hasSize(before);
    }

    @Test
    void saysWhyGoawayIsNotSent() {
        assertThat(relay().session().lack(Feature.SEND_GOAWAY)).contains("would end the session over GOAWAY");
        assertThat(RawPeer.server().session().lack(Feature.FILTER_LATEST_GROUP)).contains("largest object");
        assertThat(RawPeer.server().session().lack(Feature.FETCH)).isEmpty();
    }

    @Test
    void supportsWhatTheDraftHas() {
        Draft14Session session = RawPeer.server().session();

        assertThat(Feature.values()).allSatisfy(feature -> assertThat(session.supports(feature))
                .as(feature.name())
                .isEqualTo(feature != Feature.FILTER_LATEST_GROUP));
    }

    @Test
    void asksForTheEndALittleLater() {
        RawPeer moqRs = relay();
        moqRs.send(subscribe(1));
        assertThat(moqRs.ours
                        .subscribes
                        .remove()
                        .accept(Fixtures.FROM_START, new SenderRecorder())
                        .doneDelay())
                .isEqualTo(Duration.ofMillis(500));

        RawPeer strict = RawPeer.server();
        strict.send(subscribe(1));
        assertThat(strict.ours
                        .subscribes
                        .remove()
                        .accept(Fixtures.FROM_START, new SenderRecorder())
                        .doneDelay())
                .isZero();
    }

    private static Subscribe subscribe(long id) {
        return new Subscribe(
                id, Fixtures.CLOCK, 128, GroupOrder.PUBLISHER_DEFAULT, true, Filter.LARGEST_OBJECT, Parameters.NONE);
    }

    @Test
    void clientOfMoqRsIsGrantedOneLargeLimit() {
        RawPeer peer = RawPeer.client(TransportKind.QUIC, Fixtures.options());
        peer.send(new ClientSetup(
                List.of(0xff00000eL),
                new Parameters(
                        List.of(new Parameter.Binary(0x1, ByteString.of("/live")), new Parameter.Numeric(0x2, 100)))));

        ServerSetup setup = (ServerSetup) peer.lastReceived();

        assertThat(peer.session().profile()).isEqualTo(PeerProfile.MOQ_RS_14);
        assertThat(setup.parameters().number(KnownParameter.MAX_REQUEST_ID)).hasValue(IncomingRequests.LARGE_LIMIT);
    }
}
