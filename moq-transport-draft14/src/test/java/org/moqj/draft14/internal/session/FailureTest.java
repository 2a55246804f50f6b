package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.moqj.core.DoneStatus;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqSessionException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionError;
import org.moqj.core.Side;
import org.moqj.core.StreamError;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.draft.IncomingPublish;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.moqj.draft14.internal.message.ControlMessageType;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.SubscribeOk;

/** What goes wrong elsewhere: in core's callbacks, at the transport, after the end. */
class FailureTest {

    private static final SubscribeOk OK =
            new SubscribeOk(0, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE);
    private static final String STREAM = "14" + "07" + "01" + "00" + "80" + "00" + "0161";

    private final RawPeer peer = RawPeer.server();
    private final TrackRecorder track = new TrackRecorder();

    private static void fail() {
        throw new IllegalStateException("core has a bug");
    }

    private void expectInternalError() {
        assertThat(peer.ours.closed).singleElement().satisfies(closed -> {
            assertThat(closed.codeName()).isEqualTo("INTERNAL_ERROR");
            assertThat(closed.side()).isEqualTo(Side.LOCAL);
            assertThat(closed.getMessage()).doesNotContain("core has a bug");
        });
        assertThat(peer.transports.server().closed().code()).isEqualTo(SessionCode.INTERNAL_ERROR.code());
        peer.assertNothingLeft();
    }

    @Test
    void callbackOfControlMessageThatThrowsEndsTheSession() {
        track.whenGranted = FailureTest::fail;
        peer.session().subscribe(Fixtures.subscribe(), track);
        peer.open(STREAM); // is held, and has to be let go

        peer.send(OK);

        expectInternalError();
    }

    @Test
    void callbackOfStreamThatThrowsEndsTheSession() {
        track.whenStreamBegins = stream -> fail();
        peer.session().subscribe(Fixtures.subscribe(), track);
        peer.send(OK);

        peer.open(STREAM);

        expectInternalError();
    }

    @Test
    void callbackOfHeldStreamThatThrowsEndsTheSession() {
        track.whenStreamBegins = stream -> fail();
        peer.session().subscribe(Fixtures.subscribe(), track);
        peer.open(STREAM);
        peer.open(STREAM);

        peer.send(OK);

        expectInternalError();
    }

    @Test
    void callbackOfRequestThatThrowsEndsTheSession() {
        peer.ours.whenPublished = offer -> fail();

        peer.send(new Publish(1, Fixtures.CLOCK, 7, GroupOrder.ASCENDING, Optional.empty(), true, Parameters.NONE));

        expectInternalError();
    }

    @Test
    void callbackThatClosesTheSessionIsTheLast() {
        track.whenGranted = () -> peer.session().close(SessionError.UNAUTHORIZED, "enough");
        peer.session().subscribe(Fixtures.subscribe(), track);
        peer.open(STREAM);

        peer.send(OK, new PublishDone(0, 0, 0, ByteString.of("")));

        assertThat(track.streams).isEmpty();
        assertThat(track.done).isEmpty();
        assertThat(peer.transports.server().closed().code()).isEqualTo(SessionCode.UNAUTHORIZED.code());
        peer.assertNothingLeft();
    }

    @Test
    void callbackThatLeavesIsTheLastOfItsSubscription() {
        List<SubscribeHandle> handles = new ArrayList<>();
        track.whenGranted = () -> handles.get(0).cancel();
        handles.add(peer.session().subscribe(Fixtures.subscribe(), track));
        peer.open(STREAM);
        peer.datagram("00" + "07" + "01" + "02" + "80" + "61");

        peer.send(OK);

        assertThat(track.streams).isEmpty();
        assertThat(track.datagrams).isEmpty();
        peer.expectOpen();
        assertThat(peer.transports.leakedBytes()).isZero();
    }

    @Test
    void callbackThatStopsItsStreamHearsNoMoreOfIt() {
        track.whenStreamBegins = stream -> stream.stop(StreamError.CANCELLED);
        peer.session().subscribe(Fixtures.subscribe(), track);
        peer.send(OK);

        peer.open(STREAM + "00" + "0162");

        assertThat(track.streams.get(0).objects).isEmpty();
        assertThat(track.streams.get(0).ends).isEmpty();
        peer.expectOpen();
    }

    @Test
    void tellsWhenTheConnectionIsLost() {
        peer.session().subscribe(Fixtures.subscribe(), track);
        peer.open(STREAM);

        peer.transports.client().lose();
        peer.time.run();

        assertThat(peer.ours.closed).singleElement().satisfies(closed -> {
            assertThat(closed.isTimeout()).isTrue();
            assertThat(closed.phase()).isEqualTo(FailurePhase.DATA);
        });
        assertThat(peer.time.scheduledTasks()).isZero();
        assertThat(peer.transports.client().usedMemory()).isZero();
    }

    @Test
    void tellsWhatThePeerClosedWith() {
        peer.transports.server().close(0x7, "too many\u0007");
        peer.time.run();

        assertThat(peer.ours.closed).singleElement().satisfies(closed -> {
            assertThat(closed.side()).isEqualTo(Side.REMOTE);
            assertThat(closed.code()).isEqualTo(0x7);
            assertThat(closed.codeName()).isEqualTo("TOO_MANY_REQUESTS");
            assertThat(closed.getMessage()).contains("too many").doesNotContain("\u0007");
        });
    }

    @Test
    void nothingHasAnEffectAfterTheEnd() {
        SubscribeHandle handle = peer.session().subscribe(Fixtures.subscribe(), track);
        peer.send(OK);
        NamespaceHandle namespace = peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder());
        peer.send(new Publish(
                1,
                FullTrackName.of("live", "other"),
                8,
                GroupOrder.ASCENDING,
                Optional.empty(),
                true,
                Parameters.NONE));
        IncomingPublish offer = peer.ours.publishes.remove();
        peer.session().close(SessionError.NO_ERROR, "");
        peer.session().close(SessionError.INTERNAL_ERROR, "again");
        peer.time.run();
        int before = peer.received.size();

        handle.cancel();
        handle.update(new SubscriptionUpdate(LocationRange.from(Location.ZERO), 1, true, Optional.empty()));
        namespace.cancel();
        offer.reject(Refusal.of(RequestError.UNINTERESTED, ""));
        offer.accept(Fixtures.subscribe(), track);
        peer.time.run();

        assertThat(peer.received).hasSize(before);
        assertThat(peer.ours.closed).singleElement().satisfies(closed -> {
            assertThat(closed.code()).isZero();
            assertThat(closed.side()).isEqualTo(Side.LOCAL);
        });
        assertThatThrownBy(() -> peer.session().subscribe(Fixtures.subscribe(), track))
                .isInstanceOf(MoqSessionException.class);
    }

    @Test
    void sendersHaveNoEffectAfterTheEnd() {
        SessionPair pair = SessionPair.open();
        pair.clientSession.subscribe(Fixtures.subscribe(), track);
        pair.run();
        SubscriptionSender publication =
                pair.server.subscribes.remove().accept(Fixtures.FROM_START, new SenderRecorder());
        SubgroupSender stream = publication.openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER);
        pair.closeAndCheck();

        stream.write(Fixtures.object(0, 0, 0, "a"), true);
        stream.finish();
        stream.reset(StreamError.CANCELLED);
        publication.done(DoneStatus.TRACK_ENDED, "");

        assertThat(stream.isWritable()).isFalse();
        assertThat(publication.sendDatagram(Fixtures.datagram(0, 0, "a"), false))
                .isEqualTo(DatagramResult.UNAVAILABLE);
        assertThat(pair.transports.leakedBytes()).isZero();
    }

    /** Whatever arrives, the session ends with a code of the draft, or goes on; it never fails, and nothing is left. */
    @Test
    void survivesRandomBytes() {
        Random random = new Random(14);
        for (int i = 0; i < 400; i++) {
            RawPeer hostile = i % 2 == 0 ? RawPeer.server() : RawPeer.client();
            for (int j = 0; j < 20 && hostile.ours.closed.isEmpty(); j++) {
                attack(hostile, random);
            }
            hostile.session().close(SessionError.NO_ERROR, "");
            hostile.time.run();

            assertThat(hostile.ours.closed).singleElement().satisfies(closed -> assertThat(closed.codeName())
                    .isNotEqualTo("INTERNAL_ERROR"));
            hostile.assertNothingLeft();
        }
    }

    private static void attack(RawPeer hostile, Random random) {
        byte[] bytes = new byte[1 + random.nextInt(40)];
        random.nextBytes(bytes);
        switch (random.nextInt(4)) {
            case 0 -> hostile.sendHex(plausibleMessage(bytes, random));
            case 1 -> {
                bytes[0] = (byte) (0x10 + random.nextInt(16));
                hostile.open(HexFormat.of().formatHex(bytes)).finish();
            }
            case 2 -> {
                bytes[0] = (byte) random.nextInt(10);
                hostile.datagram(HexFormat.of().formatHex(bytes));
            }
            default -> hostile.open("10" + HexFormat.of().formatHex(bytes)).reset(random.nextInt(5));
        }
        hostile.time.run();
    }

    /** A message of a known type and the right length, full of small numbers, which most fields take. */
    private static String plausibleMessage(byte[] bytes, Random random) {
        ControlMessageType[] types = ControlMessageType.values();
        ControlMessageType type = types[random.nextInt(types.length)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(random.nextBoolean() ? 3 : 64);
        }
        return HexFormat.of().toHexDigits((byte) type.id())
                + HexFormat.of().toHexDigits((short) bytes.length)
                + HexFormat.of().formatHex(bytes);
    }

    @Test
    void tellsWhyTheTransportFailed() {
        TransportClosed failed =
                new TransportClosed(TransportClosed.Cause.TRANSPORT_ERROR, 0x10, "frame of unknown type", null);

        assertThat(SessionEnd.of(FailurePhase.DATA, failed)).satisfies(end -> {
            assertThat(end.side()).isEqualTo(Side.REMOTE);
            assertThat(end).hasMessage("The connection failed: frame of unknown type");
            assertThat(end.isTimeout()).isFalse();
        });
    }

    @Test
    void tellsThatWeClosedTheTransport() {
        TransportClosed closed = new TransportClosed(TransportClosed.Cause.LOCAL, 0x3, "bye", null);

        assertThat(SessionEnd.of(FailurePhase.DATA, closed)).satisfies(end -> {
            assertThat(end.side()).isEqualTo(Side.LOCAL);
            assertThat(end.codeName()).isEqualTo("PROTOCOL_VIOLATION");
        });
    }
}
