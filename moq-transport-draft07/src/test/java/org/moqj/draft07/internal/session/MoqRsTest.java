package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.moqj.core.PeerProfile;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.draft07.internal.message.Filter;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeDone;
import org.moqj.draft07.internal.message.SubscribeOk;
import org.moqj.draft07.internal.message.Unsubscribe;

/** The peer as it is: moq-rs with draft-07 on the control stream and draft-06 on data streams. */
class MoqRsTest {

    private final RawPeer relay = RawPeer.ofClient(SessionPair.OPTIONS, RawPeer.MOQ_RS_SERVER_SETUP);
    private final Recorder recorder = new Recorder();
    private final Publisher publisher = new Publisher();

    @Test
    void twoSessionsOfTheProfileUnderstandEachOther() {
        SessionPair sessions = SessionPair.established(
                SessionPair.withProfile(PeerProfile.MOQ_RS_07),
                SessionPair.withProfile(PeerProfile.MOQ_RS_07),
                Conditions.GENEROUS.withChunk(3));
        sessions.client.session().subscribe(Requests.subscribe("live", "video"), recorder);
        sessions.run();
        SubscriptionSender sender =
                sessions.server.subscribes.get(0).accept(Requests.granted(Optional.empty()), publisher);
        sender.openSubgroup(new SubgroupHeader(7, 0, 100, false, false), LiveMediaTest.silent())
                .write(LiveMediaTest.object(7, 0, 0, "one"), true);
        sessions.run();
        assertThat(recorder.texts()).containsExactly("one");
        sessions.closeAndCheck();
    }

    @Test
    void subscribesWithoutAGrant() {
        relay.session().subscribe(Requests.subscribe("live", "video"), recorder);
        relay.time.run();
        assertThat(relay.received(Subscribe.class)).hasSize(1);
        relay.closeAndCheck();
    }

    @Test
    void readsStreamsBySubscribeId() {
        subscribed();
        relay.openUni("04 00 a0 00 00 00 | Subscribe ID 0, alias\n 05 00 7f | group 5\n 00 01 61 | object")
                .finish();
        relay.time.run();
        assertThat(recorder.texts()).containsExactly("a");
        assertThat(recorder.headers.get(0).groupId()).isEqualTo(5);
        relay.closeAndCheck();
    }

    @Test
    void readsStreamsThatTheDraftsOwnHeaderBegins() {
        subscribed();
        relay.openUni("04 a0 00 00 00 | alias\n 05 00 7f | group 5\n 00 01 61 | object")
                .finish();
        relay.time.run();
        assertThat(recorder.texts()).containsExactly("a");
        assertThat(recorder.headers.get(0).groupId()).isEqualTo(5);
        relay.closeAndCheck();
    }

    @Test
    void readsDatagrams() {
        subscribed();
        relay.sendDatagram("00 a0 00 00 00 07 08 09 00 01 78 | 7:8");
        assertThat(recorder.datagrams).hasSize(1);
        relay.closeAndCheck();
    }

    @Test
    void dropsObjectsThatDoNotRise() {
        subscribed();
        relay.openUni("04 00 a0 00 00 00 05 00 7f | header\n 03 01 61 | 3\n 03 01 62 | again\n 04 01 63 | 4")
                .finish();
        relay.time.run();
        assertThat(recorder.texts()).containsExactly("a", "c");
        assertThat(recorder.ends).containsExactly(StreamEnd.COMPLETE);
        relay.closeAndCheck();
    }

    @Test
    void takesAStreamThatEndsInsideAnObject() {
        subscribed();
        relay.openUni("04 00 a0 00 00 00 05 00 7f | header\n 00 01 61 | object\n 01 05 62 | half an object")
                .finish();
        relay.time.run();
        assertThat(recorder.texts()).containsExactly("a");
        assertThat(recorder.ends).containsExactly(new StreamEnd(StreamEnd.Kind.TRUNCATED, -1, ""));
        relay.closeAndCheck();
    }

    @Test
    void takesAStreamThatEndsInsideItsHeader() {
        subscribed();
        relay.openUni("04 00 | half a header").finish();
        relay.time.run();
        assertThat(recorder.headers).isEmpty();
        relay.closeAndCheck();
    }

    @Test
    void endsAtOnceWhenTheTrackFailed() {
        subscribed();
        relay.send(new SubscribeDone(0, 404, ReasonPhrase.of("closed, code=404"), Optional.empty()));
        assertThat(recorder.done).hasSize(1);
        assertThat(recorder.done.get(0).code()).isEqualTo(404);
        relay.closeAndCheck();
    }

    @Test
    void unsubscribesWithoutWaiting() {
        SubscribeHandle handle = subscribed();
        handle.cancel();
        relay.session().subscribe(Requests.subscribe("live", "video"), new Recorder());
        relay.time.run();
        relay.send(new SubscribeDone(0, 1, ReasonPhrase.of("cancelled"), Optional.empty()));
        assertThat(recorder.done).isEmpty();
        relay.closeAndCheck();
    }

    @Test
    void grantsWithoutParameters() {
        RawPeer peer = RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.MOQ_RS_CLIENT_SETUP);
        peer.send(subscribe(0, "b"));
        peer.endpoint
                .subscribes
                .get(0)
                .accept(
                        new SubscriptionGranted(
                                Optional.empty(),
                                GroupOrder.ASCENDING,
                                Optional.empty(),
                                Optional.of(Duration.ofMillis(5)),
                                Optional.of(Duration.ofMillis(5))),
                        publisher);
        peer.time.run();
        assertThat(peer.received(SubscribeOk.class).get(0).parameters()).isEqualTo(Parameters.NONE);
        peer.closeAndCheck();
    }

    @Test
    void writesStreamsWithTheSubscribeId() {
        RawPeer peer = RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.MOQ_RS_CLIENT_SETUP);
        SubscriptionSender sender = accept(peer, 9);
        sender.openSubgroup(new SubgroupHeader(6, 0, 127, false, false), LiveMediaTest.silent())
                .write(LiveMediaTest.object(6, 0, 0, "x"), true);
        peer.time.run();
        assertThat(peer.streams.get(0).hex.toString())
                .isEqualTo(
                        "04" // Type
                                + "09" // Subscribe ID
                                + "09" // Track Alias
                                + "06" // Group ID
                                + "00" // Subgroup ID
                                + "7f" // Publisher Priority
                                + "00" // Object ID
                                + "01" // Object Payload Length
                                + "78");
        peer.closeAndCheck();
    }

    @Test
    void writesDatagramsWithTheSubscribeIdWhereThePeerTakesThem() {
        PeerProfile tolerant = new PeerProfile("draft-06 data", Set.of(PeerProfile.Quirk.SUBSCRIBE_ID_IN_DATA_HEADERS));
        RawPeer peer = RawPeer.ofServer(SessionPair.withProfile(tolerant), RawPeer.STRICT_CLIENT_SETUP);
        byte[] payload = {0x78};
        accept(peer, 9)
                .sendDatagram(MoqObject.of(7, 8, 8, 9, ForwardingPreference.DATAGRAM, List.of(), payload, 0, 1), false);
        peer.time.run();
        assertThat(peer.datagrams).containsExactly("09" + "09" + "07" + "08" + "09" + "00" + "01" + "78");
        peer.closeAndCheck();
    }

    @Test
    void asksForTheEndALittleLater() {
        RawPeer moqRs = RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.MOQ_RS_CLIENT_SETUP);
        assertThat(accept(moqRs, 0).doneDelay()).isEqualTo(Duration.ofMillis(500));
        moqRs.closeAndCheck();

        RawPeer strict = RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.STRICT_CLIENT_SETUP);
        assertThat(accept(strict, 0).doneDelay()).isZero();
        strict.closeAndCheck();
    }

    @Test
    void toleratesStaleRequestsAndSecondSubscriptions() {
        RawPeer peer = RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.MOQ_RS_CLIENT_SETUP);
        SubscriptionSender first = accept(peer, 0);
        peer.send(subscribe(1, "b"));
        assertThat(peer.endpoint.subscribes).hasSize(2);
        SubgroupSender subgroup =
                first.openSubgroup(new SubgroupHeader(6, 0, 127, false, false), LiveMediaTest.silent());
        subgroup.write(LiveMediaTest.object(6, 0, 0, "x"), true);
        peer.send(new Unsubscribe(0));
        peer.send(new Unsubscribe(0));
        peer.send(new Unsubscribe(500));
        assertThat(peer.received(SubscribeDone.class)).hasSize(1);
        peer.closeAndCheck();
    }

    private SubscribeHandle subscribed() {
        SubscribeHandle handle = relay.session().subscribe(Requests.subscribe("live", "video"), recorder);
        relay.time.run();
        relay.send(new SubscribeOk(0, 0, GroupOrder.DESCENDING, Optional.empty(), Parameters.NONE));
        return handle;
    }

    private SubscriptionSender accept(RawPeer peer, long id) {
        peer.send(subscribe(id, "b"));
        return peer.endpoint.subscribes.get(0).accept(Requests.granted(Optional.empty()), publisher);
    }

    /** What the relay asks its publishers for: the alias is the id. */
    private static Subscribe subscribe(long id, String name) {
        return new Subscribe(
                id,
                id,
                TrackNamespace.of("a"),
                ByteString.of(name),
                127,
                GroupOrder.PUBLISHER_DEFAULT,
                new Filter.LatestGroup(),
                Parameters.NONE);
    }
}
