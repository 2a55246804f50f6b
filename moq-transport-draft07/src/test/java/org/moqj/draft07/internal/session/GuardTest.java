package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.draft07.internal.message.Fetch;
import org.moqj.draft07.internal.message.Filter;
import org.moqj.draft07.internal.message.Goaway;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeAnnounces;
import org.moqj.draft07.internal.message.SubscribeOk;
import org.moqj.draft07.internal.message.SubscribeUpdate;
import org.moqj.draft07.internal.message.TrackStatusRequest;

/** What would crash, end or stall moq-rs is not sent, and is told why; whoever insists has it sent. */
class GuardTest {

    private static final PeerProfile UNGUARDED = PeerProfile.MOQ_RS_07.withoutGuards();

    /** A name that is no text. */
    private static final FullTrackName BINARY =
            new FullTrackName(TrackNamespace.of("a"), ByteString.copyOf(new byte[] {(byte) 0xff}));

    private final RawPeer relay = RawPeer.ofClient(SessionPair.OPTIONS, RawPeer.MOQ_RS_SERVER_SETUP);
    private final RawPeer relayOfInsisting =
            RawPeer.ofClient(SessionPair.withProfile(UNGUARDED), RawPeer.MOQ_RS_SERVER_SETUP);
    private final RawPeer publisher = RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.MOQ_RS_CLIENT_SETUP);
    private final RawPeer publisherOfInsisting =
            RawPeer.ofServer(SessionPair.withProfile(UNGUARDED), RawPeer.MOQ_RS_CLIENT_SETUP);

    @Test
    void fetch() {
        assertRefused(Feature.FETCH, "process would crash on FETCH", () -> fetch(relay));
        assertNothingSent(relay);
        fetch(relayOfInsisting);
        relayOfInsisting.time.run();
        assertThat(relayOfInsisting.received(Fetch.class)).hasSize(1);
    }

    @Test
    void subscribeAnnounces() {
        assertRefused(Feature.NAMESPACE_DISCOVERY, "process would crash on SUBSCRIBE_ANNOUNCES", () -> relay.session()
                .subscribeNamespace(Requests.namespace("a"), new Answer()));
        assertNothingSent(relay);
        relayOfInsisting.session().subscribeNamespace(Requests.namespace("a"), new Answer());
        relayOfInsisting.time.run();
        assertThat(relayOfInsisting.received(SubscribeAnnounces.class)).hasSize(1);
    }

    @Test
    void goaway() {
        assertRefused(Feature.SEND_GOAWAY, "process would crash on GOAWAY", () -> publisher
                .session()
                .goaway(""));
        assertNothingSent(publisher);
        publisherOfInsisting.session().goaway("");
        publisherOfInsisting.time.run();
        assertThat(publisherOfInsisting.received(Goaway.class)).hasSize(1);
    }

    @Test
    void absoluteFilters() {
        for (SubscribeFilter filter : List.of(
                SubscribeFilter.from(new Location(0, 5)), SubscribeFilter.range(Location.ZERO, new Location(1, 7)))) {
            assertRefused(Feature.FILTER_ABSOLUTE, "misreads absolute filters", () -> relay.session()
                    .subscribe(Requests.subscribe(filter, "a", "b"), new Recorder()));
        }
        assertNothingSent(relay);
        relayOfInsisting
                .session()
                .subscribe(Requests.subscribe(SubscribeFilter.from(new Location(0, 5)), "a", "b"), new Recorder());
        relayOfInsisting.time.run();
        assertThat(relayOfInsisting.received(Subscribe.class).get(0).filter())
                .isEqualTo(new Filter.AbsoluteStart(new Location(0, 5)));
    }

    @Test
    void subscribeUpdate() {
        SubscriptionUpdate update =
                new SubscriptionUpdate(LocationRange.from(new Location(3, 0)), 0, true, Optional.empty());
        SubscribeHandle handle = subscribed(relay);
        assertRefused(Feature.SUBSCRIBE_UPDATE, "misreads SUBSCRIBE_UPDATE", () -> handle.update(update));
        relay.time.run();
        assertThat(relay.received(SubscribeUpdate.class)).isEmpty();
        subscribed(relayOfInsisting).update(update);
        relayOfInsisting.time.run();
        assertThat(relayOfInsisting.received(SubscribeUpdate.class)).hasSize(1);
    }

    @Test
    void trackStatus() {
        assertRefused(Feature.TRACK_STATUS, "never answers TRACK_STATUS_REQUEST", () -> relay.session()
                .trackStatus(Requests.trackStatus(FullTrackName.of("a", "b")), new TrackStatusTest.Statuses()));
        assertNothingSent(relay);
        relayOfInsisting
                .session()
                .trackStatus(Requests.trackStatus(FullTrackName.of("a", "b")), new TrackStatusTest.Statuses());
        relayOfInsisting.time.run();
        assertThat(relayOfInsisting.received(TrackStatusRequest.class)).hasSize(1);
    }

    @Test
    void datagrams() {
        MoqObject object = MoqObject.of(7, 8, 8, 9, ForwardingPreference.DATAGRAM, List.of(), new byte[] {0x78}, 0, 1);
        SubscriptionSender sender = accept(publisher);
        assertRefused(Feature.DATAGRAMS, "session over the second", () -> sender.sendDatagram(object, false));
        publisher.time.run();
        assertThat(publisher.datagrams).isEmpty();
        accept(publisherOfInsisting).sendDatagram(object, false);
        publisherOfInsisting.time.run();
        assertThat(publisherOfInsisting.datagrams).hasSize(1);
    }

    @Test
    void namesThatAreNoText() {
        SubscribeRequest subscribe = Requests.subscribe(SubscribeFilter.latest(), BINARY);
        assertThatThrownBy(() -> relay.session().subscribe(subscribe, new Recorder()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("SUBSCRIBE")
                .hasMessageContaining("not UTF-8")
                .hasMessageContaining("moq-rs-07")
                .hasMessageContaining("would end the session");
        assertNothingSent(relay);
        relayOfInsisting.session().subscribe(subscribe, new Recorder());
        relayOfInsisting.time.run();
        assertThat(relayOfInsisting.received(Subscribe.class).get(0).name()).isEqualTo(BINARY.name());
    }

    @Test
    void namesThatAreNoTextAreSentToOthers() {
        RawPeer strict = RawPeer.ofClient();
        strict.session().subscribe(Requests.subscribe(SubscribeFilter.latest(), BINARY), new Recorder());
        strict.session().trackStatus(Requests.trackStatus(BINARY), new TrackStatusTest.Statuses());
        strict.time.run();
        assertThat(strict.received).hasSize(2);
        strict.closeAndCheck();
    }

    /** Core answers from here before anything is asked of the session. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "FETCH",
                "NAMESPACE_DISCOVERY",
                "SEND_GOAWAY",
                "FILTER_ABSOLUTE",
                "SUBSCRIBE_UPDATE",
                "TRACK_STATUS",
                "DATAGRAMS"
            })
    void isToldBeforehand(Feature feature) {
        DraftSession guarded = publisher.session();
        assertThat(guarded.supports(feature)).isFalse();
        assertThat(guarded.lack(feature)).contains("the peer", "so it is not sent", "PeerProfile.withoutGuards()");
        DraftSession insisting = publisherOfInsisting.session();
        assertThat(insisting.supports(feature)).isTrue();
        assertThat(insisting.lack(feature)).isEmpty();
    }

    @Test
    void whatTheDraftLacksComesWithWhatToDoInstead() {
        RawPeer strict = RawPeer.ofClient();
        for (Feature feature : Feature.values()) {
            boolean supported = strict.session().supports(feature);
            assertThat(strict.session().lack(feature).isEmpty())
                    .as(feature.name())
                    .isEqualTo(supported);
        }
        assertThat(strict.session().lack(Feature.SEND_GOAWAY)).contains("only a server");
        PublishRequest offer = new PublishRequest(
                FullTrackName.of("a", "b"),
                GroupOrder.ASCENDING,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertThatThrownBy(() -> strict.session().publish(offer, null))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("draft-07")
                .hasMessageContaining("announce the namespace");
        strict.closeAndCheck();
    }

    /** The names of the streams' headers stay, or the two would not understand each other. */
    @Test
    void withoutGuardsThePeerIsStillUnderstood() {
        assertThat(UNGUARDED.name()).isEqualTo("moq-rs-07-unguarded");
        assertThat(UNGUARDED.has(PeerProfile.Quirk.SUBSCRIBE_ID_IN_DATA_HEADERS))
                .isTrue();
        Recorder recorder = new Recorder();
        relayOfInsisting.session().subscribe(Requests.subscribe("live", "video"), recorder);
        relayOfInsisting.time.run();
        relayOfInsisting.send(new SubscribeOk(0, 0, GroupOrder.DESCENDING, Optional.empty(), Parameters.NONE));
        relayOfInsisting
                .openUni("04 00 a0 00 00 00 | Subscribe ID 0, alias\n 05 00 7f | group 5\n 00 01 61 | object")
                .finish();
        relayOfInsisting.time.run();
        assertThat(recorder.texts()).containsExactly("a");
        relayOfInsisting.closeAndCheck();
    }

    private static void fetch(RawPeer peer) {
        FetchRequest.What range = new FetchRequest.Standalone(
                FullTrackName.of("a", "b"), LocationRange.between(Location.ZERO, new Location(1, 0)));
        peer.session().fetch(new FetchRequest(range, 0, GroupOrder.ASCENDING, List.of()), new FetchTest.Fetched());
    }

    private static SubscribeHandle subscribed(RawPeer peer) {
        SubscribeHandle handle = peer.session().subscribe(Requests.subscribe("live", "video"), new Recorder());
        peer.time.run();
        peer.send(new SubscribeOk(0, 0, GroupOrder.DESCENDING, Optional.empty(), Parameters.NONE));
        return handle;
    }

    private static SubscriptionSender accept(RawPeer peer) {
        peer.send(new Subscribe(
                9,
                9,
                TrackNamespace.of("a"),
                ByteString.of("b"),
                127,
                GroupOrder.PUBLISHER_DEFAULT,
                new Filter.LatestGroup(),
                Parameters.NONE));
        return peer.endpoint.subscribes.get(0).accept(Requests.granted(Optional.empty()), new Publisher());
    }

    private static void assertNothingSent(RawPeer peer) {
        peer.time.run();
        assertThat(peer.received).as("SETUP alone").hasSize(1);
    }

    private static void assertRefused(Feature feature, String effect, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(UnsupportedFeatureException.class, refusal -> assertThat(refusal.feature())
                        .isEqualTo(feature))
                .hasMessageContaining(effect)
                .hasMessageContaining("the peer profile moq-rs-07")
                .hasMessageContaining("so it is not sent")
                .hasMessageContaining("PeerProfile.withoutGuards()");
    }
}
