package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSessionException;
import org.moqj.core.Refusal;
import org.moqj.core.SessionError;
import org.moqj.core.Side;
import org.moqj.core.StreamError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.moqj.draft07.internal.message.Announce;
import org.moqj.draft07.internal.message.Fetch;
import org.moqj.draft07.internal.message.Filter;
import org.moqj.draft07.internal.message.Goaway;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeAnnounces;
import org.moqj.draft07.internal.message.SubscribeOk;
import org.moqj.draft07.internal.message.TrackStatusRequest;

class ShutdownTest {

    @Test
    void closesWithTheDraftsCodes() {
        RawPeer peer = RawPeer.ofServer();
        peer.session().close(SessionError.GOAWAY_TIMEOUT, "too slow");
        peer.session().close(SessionError.INTERNAL_ERROR, "again");
        peer.time.run();
        peer.assertClosed(0x10);
        assertThat(peer.closeReason()).isEqualTo("too slow");
        assertThat(peer.endpoint.end().side()).isEqualTo(Side.LOCAL);
        assertThat(peer.endpoint.end().codeName()).isEqualTo("GOAWAY Timeout");
    }

    @Test
    void closesWithACodeAsItIs() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().close(0x1234, "own");
        peer.time.run();
        peer.assertClosed(0x1234);
    }

    @Test
    void tellsHowThePeerClosed() {
        RawPeer peer = RawPeer.ofClient();
        peer.transport().close(0x2, "no\nentry");
        peer.time.run();
        assertThat(peer.endpoint.end().side()).isEqualTo(Side.REMOTE);
        assertThat(peer.endpoint.end().code()).isEqualTo(0x2);
        assertThat(peer.endpoint.end().codeName()).isEqualTo("Unauthorized");
        assertThat(peer.endpoint.end()).hasMessageContaining("no\\u000aentry");
    }

    @Test
    void tellsThatTheConnectionWasLost() {
        RawPeer peer = RawPeer.ofClient();
        peer.tested().lose();
        peer.time.run();
        assertThat(peer.endpoint.end().isTimeout()).isTrue();
        assertThat(peer.endpoint.end().code()).isEqualTo(-1);
    }

    @Test
    void closesWhenTheControlStreamEnds() {
        RawPeer ended = RawPeer.ofClient();
        ended.control().finish();
        ended.time.run();
        ended.assertClosed(0x3);
        RawPeer reset = RawPeer.ofClient();
        reset.control().reset(0);
        reset.time.run();
        reset.assertClosed(0x3);
        assertThat(reset.closeReason()).startsWith("control stream");
    }

    @Test
    void closesWhenThePeerStopsTheControlStream() {
        RawPeer peer = RawPeer.ofClient();
        peer.stopControl();
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).isEqualTo("control stream: was stopped");
    }

    @Test
    void tellsThatTheTransportFailed() {
        RawPeer peer = RawPeer.ofClient();
        Exception failure = new IllegalStateException("a transport's own error");
        ((TransportHandler) peer.session())
                .onClosed(new TransportClosed(TransportClosed.Cause.TRANSPORT_ERROR, 0x12, "bad packet", failure));
        assertThat(peer.endpoint.end().isTimeout()).isFalse();
        assertThat(peer.endpoint.end().code()).isEqualTo(-1);
        assertThat(peer.endpoint.end()).hasMessageContaining("bad packet").hasCause(failure);
    }

    @Test
    void tellsThatTheTransportWasClosedHere() {
        RawPeer peer = RawPeer.ofClient();
        ((TransportHandler) peer.session())
                .onClosed(new TransportClosed(TransportClosed.Cause.LOCAL, 0x0, "the client was closed", null));
        assertThat(peer.endpoint.end().side()).isEqualTo(Side.LOCAL);
        assertThat(peer.endpoint.end().codeName()).isEqualTo("No Error");
        assertThat(peer.endpoint.end()).hasMessageContaining("the client was closed");
    }

    @Test
    void namesStreamCodesByTheirNumber() {
        assertThat(RawPeer.ofClient().session().streamCodeName(0x1f)).isEqualTo("0x1f");
    }

    @Test
    void closesOnAnUnknownMessage() {
        RawPeer peer = RawPeer.ofClient();
        peer.sendBytes("1a 00 | SUBSCRIBES_BLOCKED is draft-08's");
        peer.assertClosed(0x3);
    }

    @Test
    void closesOnObjectsOnTheControlStream() {
        for (String object : List.of(
                "01 07 05 00 80 01 61 | OBJECT_DATAGRAM, alias 7, 5:0, a",
                "04 07 05 00 80 | STREAM_HEADER_SUBGROUP, alias 7, 5/0\n 00 01 61 | 0, a\n 01 01 62 | 1, b",
                "05 00 | FETCH_HEADER, fetch 0\n 05 00 00 80 01 61 | 5/0/0, a")) {
            RawPeer peer = RawPeer.ofClient();
            peer.sendBytes(object);
            peer.assertClosed(0x3);
        }
    }

    @Test
    void closesOnALengthThatDoesNotFit() {
        RawPeer peer = RawPeer.ofClient();
        peer.sendBytes("10 02 00 00 | GOAWAY and a byte");
        peer.assertClosed(0x3);
    }

    @Test
    void freesHalfAMessage() {
        RawPeer peer = RawPeer.ofClient();
        peer.sendBytes("10 0a 05 | the beginning of GOAWAY");
        peer.closeAndCheck();
    }

    @Test
    void freesHeldStreams() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().subscribe(Requests.subscribe("a", "b"), new Recorder());
        peer.time.run();
        peer.openUni("04 a0 00 00 00 05 00 01 | header\n 00 05 78 | half an object");
        peer.closeAndCheck();
    }

    @Test
    void hearsNothingAfterItsOwnClose() {
        RawPeer peer = RawPeer.ofServer();
        peer.endpoint.whenSubscribed = () -> peer.session().close(0, "enough");
        peer.sendTogether(subscribe(0), subscribe(1), subscribe(2));
        assertThat(peer.endpoint.subscribes).hasSize(1);
        peer.endpoint.subscribes.get(0).accept(Requests.granted(Optional.empty()), new Publisher());
        peer.time.run();
        peer.assertClosed(0x0);
        assertThat(peer.received(SubscribeOk.class)).isEmpty();
    }

    @Test
    void endsWhenAListenerThrows() {
        RawPeer peer = RawPeer.ofServer();
        peer.endpoint.whenSubscribed = () -> {
            throw new IllegalStateException("a bug in core, provoked by this test");
        };
        peer.sendTogether(subscribe(0), subscribe(1));
        peer.assertClosed(0x1);
        assertThat(peer.endpoint.subscribes).hasSize(1);
        assertThat(peer.endpoint.end().side()).isEqualTo(Side.LOCAL);
        assertThat(peer.endpoint.end()).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void endsWhenAReceiverThrows() {
        RawPeer peer = RawPeer.ofClient();
        Recorder recorder = new Recorder();
        recorder.whenObject = () -> {
            throw new IllegalStateException("a bug in core, provoked by this test");
        };
        peer.session().subscribe(Requests.subscribe("a", "b"), recorder);
        peer.send(new SubscribeOk(0, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        peer.openUni("04 a0 00 00 00 05 00 01 | header\n 00 01 78 01 01 79 | objects");
        peer.assertClosed(0x1);
        assertThat(recorder.objects).hasSize(1);
    }

    @Test
    void dropsWhatIsWrittenAfterTheEnd() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(subscribe(0));
        SubscriptionSender sender =
                peer.endpoint.subscribes.get(0).accept(Requests.granted(Optional.empty()), new Publisher());
        SubgroupSender subgroup =
                sender.openSubgroup(new SubgroupHeader(1, 0, 0, false, false), LiveMediaTest.silent());
        peer.time.run();
        peer.session().close(0, "");
        subgroup.write(LiveMediaTest.object(1, 0, 0, "x"), false);
        subgroup.finish();
        assertThat(sender.openSubgroup(new SubgroupHeader(2, 0, 0, false, false), LiveMediaTest.silent()))
                .isSameAs(ClosedSender.INSTANCE);
        peer.time.run();
        peer.assertClosed(0x0);
    }

    @Test
    void answersAfterTheEndGoNowhere() {
        RawPeer peer = RawPeer.ofServer();
        for (long id = 0; id < 4; id += 2) {
            String name = "n" + id;
            peer.send(subscribe(id));
            peer.send(new Fetch(
                    id + 1,
                    TrackNamespace.of("a"),
                    ByteString.of("b"),
                    0,
                    GroupOrder.ASCENDING,
                    Location.ZERO,
                    1,
                    0,
                    Parameters.NONE));
            peer.send(new Announce(TrackNamespace.of(name), Parameters.NONE));
            peer.send(new SubscribeAnnounces(TrackNamespace.of(name), Parameters.NONE));
        }
        peer.session().close(0, "enough");
        Refusal no = Refusal.ofCode(0, "");
        FetchGranted granted = new FetchGranted(GroupOrder.ASCENDING, false, Location.ZERO);
        SubscriptionSender sender =
                peer.endpoint.subscribes.get(0).accept(Requests.granted(Optional.empty()), new Publisher());
        assertThat(sender).isSameAs(ClosedSender.INSTANCE);
        assertThat(peer.endpoint.fetches.get(0).accept(granted, LiveMediaTest.silent()))
                .isSameAs(ClosedSender.INSTANCE);
        peer.endpoint.namespaces.get(0).accept(() -> {});
        peer.endpoint.namespaces.get(0).cancel(no);
        peer.endpoint.prefixes.get(0).accept(() -> {});
        peer.endpoint.subscribes.get(1).reject(no);
        peer.endpoint.fetches.get(1).reject(no);
        peer.endpoint.namespaces.get(1).reject(no);
        peer.endpoint.prefixes.get(1).reject(no);
        peer.time.run();
        peer.assertClosed(0x0);
        assertThat(peer.received).isEmpty();
    }

    @Test
    void whatNobodyWantsAnyMoreIsTakenAndGoesNowhere() {
        ClosedSender sender = ClosedSender.INSTANCE;
        SubgroupSender subgroup =
                sender.openSubgroup(new SubgroupHeader(1, 0, 0, false, false), LiveMediaTest.silent());
        assertThat(subgroup.isWritable()).isTrue();
        subgroup.write(LiveMediaTest.object(1, 0, 0, "x"), false);
        subgroup.reset(StreamError.CANCELLED);
        subgroup.finish();
        assertThat(sender.sendDatagram(LiveMediaTest.object(1, 0, 0, "x"), false))
                .isEqualTo(DatagramResult.UNAVAILABLE);
        sender.done(DoneStatus.TRACK_ENDED, "");
    }

    @Test
    void refusesRequestsAfterTheEnd() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().close(0, "");
        assertThatThrownBy(() -> peer.session().subscribe(Requests.subscribe("a", "b"), new Recorder()))
                .isInstanceOf(MoqSessionException.class);
    }

    @Test
    void clientHearsGoawayOnce() {
        RawPeer peer = RawPeer.ofClient();
        peer.send(new Goaway(ByteString.of("https://other.test/")));
        assertThat(peer.endpoint.goaways).containsExactly("https://other.test/");
        peer.session().subscribe(Requests.subscribe("a", "b"), new Recorder());
        peer.time.run();
        assertThat(peer.received(Subscribe.class)).hasSize(1);
        peer.send(new Goaway(ByteString.of("")));
        peer.assertClosed(0x3);
        assertThat(peer.endpoint.goaways).hasSize(1);
    }

    @Test
    void serverClosesOnGoaway() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(new Goaway(ByteString.of("")));
        peer.assertClosed(0x3);
    }

    @Test
    void serverSendsGoawayOnceAndClientNever() {
        RawPeer server = RawPeer.ofServer();
        assertThat(server.session().supports(Feature.SEND_GOAWAY)).isTrue();
        assertThatThrownBy(() -> server.session().goaway("x".repeat(9000)))
                .isInstanceOf(IllegalArgumentException.class);
        server.session().goaway("https://other.test/");
        server.time.run();
        assertThat(server.received).containsExactly(new Goaway(ByteString.of("https://other.test/")));
        assertThatThrownBy(() -> server.session().goaway("")).isInstanceOf(MoqRequestException.class);
        RawPeer client = RawPeer.ofClient();
        assertThat(client.session().supports(Feature.SEND_GOAWAY)).isFalse();
        assertThatThrownBy(() -> client.session().goaway("")).isInstanceOf(UnsupportedFeatureException.class);
    }

    @Test
    void endsAPeerThatDoesNotReadItsControlStream() {
        RawPeer peer = RawPeer.ofServer();
        peer.stopReadingControl();
        String name = "x".repeat(4000);
        TrackStatusRequest request = new TrackStatusRequest(TrackNamespace.of("a"), ByteString.of(name));
        for (int i = 0; i < 3000 && peer.endpoint.ends.isEmpty(); i++) {
            peer.send(request);
            if (peer.endpoint.ends.isEmpty()) {
                peer.endpoint.trackStatuses.get(i).reject(org.moqj.core.Refusal.ofCode(0, ""));
                peer.time.run();
            }
        }
        assertThat(peer.endpoint.end()).hasMessageContaining("does not read its control stream");
    }

    private static Subscribe subscribe(long id) {
        return new Subscribe(
                id,
                id,
                TrackNamespace.of("a"),
                ByteString.of("b" + id),
                0,
                GroupOrder.ASCENDING,
                new Filter.LatestGroup(),
                Parameters.NONE);
    }
}
