package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.StreamError;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.moqj.draft07.internal.message.Filter;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeDone;
import org.moqj.draft07.internal.message.SubscribeError;
import org.moqj.draft07.internal.message.SubscribeOk;
import org.moqj.draft07.internal.message.SubscribeUpdate;
import org.moqj.draft07.internal.message.Unsubscribe;
import org.moqj.draft07.internal.message.VersionParameter;

class PublicationTest {

    private final RawPeer peer = RawPeer.ofServer();
    private final Publisher publisher = new Publisher();

    @Test
    void showsEveryField() {
        peer.send(new Subscribe(
                3,
                9,
                TrackNamespace.of("a", "b"),
                ByteString.of("c"),
                200,
                GroupOrder.DESCENDING,
                new Filter.LatestObject(),
                Parameters.NONE
                        .with(VersionParameter.AUTHORIZATION_INFO, ByteString.of("secret"))
                        .with(VersionParameter.DELIVERY_TIMEOUT, 250)));
        var request = peer.endpoint.subscribes.get(0).request();
        assertThat(request.track()).isEqualTo(FullTrackName.of("a", "b", "c"));
        assertThat(request.subscriberPriority()).isEqualTo(200);
        assertThat(request.groupOrder()).isEqualTo(GroupOrder.DESCENDING);
        assertThat(request.forward()).isTrue();
        assertThat(request.filter()).isEqualTo(SubscribeFilter.latestObject());
        assertThat(request.deliveryTimeout()).contains(Duration.ofMillis(250));
        assertThat(request.tokens()).containsExactly(AuthToken.of("secret"));
        peer.closeAndCheck();
    }

    @Test
    void resolvesEveryFilter() {
        Optional<Location> largest = Optional.of(new Location(5, 7));
        assertThat(range(new Filter.LatestGroup(), largest)).isEqualTo(LocationRange.from(new Location(5, 0)));
        assertThat(range(new Filter.LatestGroup(), Optional.empty())).isEqualTo(LocationRange.from(Location.ZERO));
        assertThat(range(new Filter.LatestObject(), largest)).isEqualTo(LocationRange.from(new Location(5, 7)));
        assertThat(range(new Filter.LatestObject(), Optional.empty())).isEqualTo(LocationRange.from(Location.ZERO));
        assertThat(range(new Filter.AbsoluteStart(new Location(5, 2)), largest))
                .isEqualTo(LocationRange.from(new Location(5, 2)));
        assertThat(range(new Filter.AbsoluteRange(new Location(5, 2), 6, 4), largest))
                .isEqualTo(LocationRange.between(new Location(5, 2), new Location(6, 3)));
        assertThat(range(new Filter.AbsoluteRange(new Location(5, 2), 6, 0), largest))
                .isEqualTo(LocationRange.throughGroup(new Location(5, 2), 6));
    }

    @Test
    void grantsWithEveryField() {
        subscribe(0, new Filter.LatestGroup());
        request()
                .accept(
                        new SubscriptionGranted(
                                Optional.of(Duration.ofSeconds(1)),
                                GroupOrder.DESCENDING,
                                Optional.of(new Location(5, 7)),
                                Optional.of(Duration.ofMillis(20)),
                                Optional.of(Duration.ofMillis(30))),
                        publisher);
        peer.time.run();
        assertThat(peer.received)
                .containsExactly(new SubscribeOk(
                        0,
                        1000,
                        GroupOrder.DESCENDING,
                        Optional.of(new Location(5, 7)),
                        Parameters.NONE
                                .with(VersionParameter.DELIVERY_TIMEOUT, 20)
                                .with(VersionParameter.MAX_CACHE_DURATION, 30)));
        peer.closeAndCheck();
    }

    @Test
    void refusesWithTheDraftsCodeOrTheOneThatIsGiven() {
        subscribe(0, new Filter.LatestGroup());
        request().reject(Refusal.of(RequestError.UNAUTHORIZED, "no"));
        subscribe(1, new Filter.LatestGroup());
        peer.endpoint.subscribes.get(1).reject(Refusal.ofCode(404, "not here"));
        peer.time.run();
        assertThat(peer.received)
                .containsExactly(
                        new SubscribeError(0, 4, ReasonPhrase.of("no"), 100),
                        new SubscribeError(1, 404, ReasonPhrase.of("not here"), 101));
        peer.closeAndCheck();
    }

    @Test
    void answersOnce() {
        subscribe(0, new Filter.LatestGroup());
        request().reject(Refusal.of(RequestError.TIMEOUT, ""));
        assertThatThrownBy(() -> request().accept(Requests.granted(Optional.empty()), publisher))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request().reject(Refusal.of(RequestError.TIMEOUT, "")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesRangesThatTheDraftForbids() {
        assertInvalidRange(new Filter.AbsoluteStart(new Location(4, 0)), "before the current group");
        assertInvalidRange(new Filter.AbsoluteRange(new Location(4, 0), 9, 0), "before the current group");
        assertInvalidRange(new Filter.AbsoluteRange(new Location(5, 0), 5, 8), "already been published");
    }

    @Test
    void acceptsRangesFromTheCurrentGroupOn() {
        subscribe(0, new Filter.AbsoluteRange(new Location(5, 0), 5, 9));
        SubscriptionSender sender = request().accept(Requests.granted(Optional.of(new Location(5, 7))), publisher);
        assertThat(sender).isNotSameAs(ClosedSender.INSTANCE);
        peer.time.run();
        assertThat(peer.received(SubscribeOk.class)).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void refusesARangeThatEndsBeforeItStarts() {
        subscribe(0, new Filter.AbsoluteRange(new Location(5, 3), 5, 3));
        assertThat(peer.endpoint.subscribes).isEmpty();
        assertThat(peer.received(SubscribeError.class).get(0).errorCode()).isEqualTo(1);
        peer.closeAndCheck();
    }

    @Test
    void refusesANameThatIsTooLong() {
        peer.send(new Subscribe(
                0,
                1,
                TrackNamespace.of("a"),
                ByteString.of("x".repeat(4096)),
                0,
                GroupOrder.ASCENDING,
                new Filter.LatestGroup(),
                Parameters.NONE));
        assertThat(peer.endpoint.subscribes).isEmpty();
        assertThat(peer.received(SubscribeError.class).get(0).errorCode()).isZero();
        peer.closeAndCheck();
    }

    @Test
    void writesSubgroupsAsTheDraftDrawsThem() {
        SubscriptionSender sender = accept();
        SubgroupSender subgroup =
                sender.openSubgroup(new SubgroupHeader(64, 3, 200, false, false), LiveMediaTest.silent());
        subgroup.write(LiveMediaTest.object(64, 3, 0, "hi"), false);
        subgroup.write(LiveMediaTest.object(64, 3, 5, ""), false);
        subgroup.write(
                MoqObject.ofStatus(
                        64, 3, 6, 200, ForwardingPreference.SUBGROUP, List.of(), ObjectStatus.END_OF_SUBGROUP),
                true);
        peer.time.run();
        assertThat(peer.streams).hasSize(1);
        assertThat(peer.streams.get(0).hex.toString())
                .isEqualTo(
                        "04" // Type = STREAM_HEADER_SUBGROUP
                                + "4064" // Track Alias = 100
                                + "4040" // Group ID = 64
                                + "03" // Subgroup ID
                                + "c8" // Publisher Priority = 200
                                + "00" // Object ID
                                + "02" // Object Payload Length
                                + "6869" // "hi"
                                + "05" // Object ID
                                + "00" // Object Payload Length
                                + "00" // Object Status = normal
                                + "06" // Object ID
                                + "00" // Object Payload Length
                                + "05"); // Object Status = end of subgroup
        assertThat(peer.streams.get(0).end).isEqualTo("fin");
        peer.closeAndCheck();
    }

    @Test
    void writesLargePayloadsInPieces() {
        SubscriptionSender sender = accept();
        int size = 3 * OutgoingStream.PIECE + 17;
        byte[] payload = new byte[size];
        new java.util.Random(5).nextBytes(payload);
        sender.openSubgroup(new SubgroupHeader(1, 0, 0, false, false), LiveMediaTest.silent())
                .write(
                        MoqObject.of(1, 0, 0, 0, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length),
                        true);
        peer.time.run();
        String hex = peer.streams.get(0).hex.toString();
        assertThat(hex).startsWith("0440640100000080030011");
        assertThat(hex.substring(22)).isEqualTo(io.netty.buffer.ByteBufUtil.hexDump(payload));
        assertThat(peer.streams.get(0).end).isEqualTo("fin");
        peer.closeAndCheck();
    }

    @Test
    void endsAStreamWithoutObjectsAfterItsHeader() {
        SubscriptionSender sender = accept();
        sender.openSubgroup(new SubgroupHeader(1, 0, 7, false, false), LiveMediaTest.silent())
                .finish();
        peer.time.run();
        assertThat(peer.streams.get(0).hex.toString()).isEqualTo("044064010007");
        assertThat(peer.streams.get(0).end).isEqualTo("fin");
        peer.closeAndCheck();
    }

    @Test
    void resetsAStream() {
        SubscriptionSender sender = accept();
        SubgroupSender subgroup =
                sender.openSubgroup(new SubgroupHeader(1, 0, 7, false, false), LiveMediaTest.silent());
        subgroup.write(LiveMediaTest.object(1, 0, 0, "x"), false);
        peer.time.run();
        subgroup.reset(StreamError.DELIVERY_TIMEOUT);
        subgroup.write(LiveMediaTest.object(1, 0, 1, "y"), true);
        peer.time.run();
        assertThat(peer.streams.get(0).end).isEqualTo("reset 0");
        assertThat(peer.streams.get(0).hex.toString()).endsWith("78");
        peer.closeAndCheck();
    }

    @Test
    void tellsWhenTheSubscriberStopsAStream() {
        SubscriptionSender sender = accept();
        RawPeer.StopRecorder stops = new RawPeer.StopRecorder();
        SubgroupSender subgroup = sender.openSubgroup(new SubgroupHeader(1, 0, 7, false, false), stops);
        subgroup.write(LiveMediaTest.object(1, 0, 0, "x"), false);
        peer.time.run();
        peer.streams.get(0).stream.stop(5);
        peer.time.run();
        assertThat(stops.stops).containsExactly(5L);
        subgroup.write(LiveMediaTest.object(1, 0, 1, "y"), false);
        subgroup.finish();
        peer.closeAndCheck();
    }

    @Test
    void refusesObjectsWithExtensionHeaders() {
        SubscriptionSender sender = accept();
        byte[] payload = {1};
        MoqObject object = MoqObject.of(
                1, 0, 0, 0, ForwardingPreference.SUBGROUP, List.of(new ExtensionHeader.Numeric(2, 3)), payload, 0, 1);
        SubgroupSender subgroup =
                sender.openSubgroup(new SubgroupHeader(1, 0, 7, false, false), LiveMediaTest.silent());
        assertThatThrownBy(() -> subgroup.write(object, false))
                .isInstanceOfSatisfying(UnsupportedFeatureException.class, refusal -> assertThat(refusal.feature())
                        .isEqualTo(Feature.EXTENSION_HEADERS));
        assertThatThrownBy(() -> sender.sendDatagram(object, false)).isInstanceOf(UnsupportedFeatureException.class);
        peer.closeAndCheck();
    }

    @Test
    void sendsDatagramsAsTheDraftDrawsThem() {
        SubscriptionSender sender = accept();
        byte[] payload = {0x68, 0x69};
        MoqObject object = MoqObject.of(7, 66, 66, 129, ForwardingPreference.DATAGRAM, List.of(), payload, 0, 2);
        assertThat(sender.sendDatagram(object, false)).isEqualTo(DatagramResult.SENT);
        peer.time.run();
        assertThat(peer.datagrams)
                .containsExactly(
                        "01" // Type = OBJECT_DATAGRAM
                                + "4064" // Track Alias = 100
                                + "07" // Group ID
                                + "4042" // Object ID = 66
                                + "81" // Publisher Priority = 129
                                + "02" // Object Payload Length
                                + "6869"); // "hi"
        peer.closeAndCheck();
    }

    @Test
    void dropsDatagramsThatAreTooLarge() {
        SubscriptionSender sender = accept();
        byte[] payload = new byte[1200];
        MoqObject object = MoqObject.of(7, 66, 66, 129, ForwardingPreference.DATAGRAM, List.of(), payload, 0, 1200);
        assertThat(sender.sendDatagram(object, false)).isEqualTo(DatagramResult.TOO_LARGE);
        peer.time.run();
        assertThat(peer.datagrams).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void endsWithTheLargestLocationThatItSent() {
        SubscriptionSender sender = accept();
        write(sender, 6, 4);
        write(sender, 5, 9);
        sender.done(DoneStatus.GOING_AWAY, "bye");
        sender.done(DoneStatus.GOING_AWAY, "bye");
        peer.time.run();
        assertThat(peer.received(SubscribeDone.class))
                .containsExactly(new SubscribeDone(0, 5, ReasonPhrase.of("bye"), Optional.of(new Location(6, 4))));
        assertThat(sender.openSubgroup(new SubgroupHeader(7, 0, 0, false, false), LiveMediaTest.silent()))
                .isSameAs(ClosedSender.INSTANCE);
        peer.closeAndCheck();
    }

    @Test
    void endsWithoutALocationWhereNothingWasSent() {
        accept().done(DoneStatus.TRACK_ENDED, "");
        peer.time.run();
        assertThat(peer.received(SubscribeDone.class))
                .containsExactly(new SubscribeDone(0, 3, ReasonPhrase.of(""), Optional.empty()));
        peer.closeAndCheck();
    }

    @Test
    void answersUnsubscribeWithDone() {
        SubscriptionSender sender = accept();
        SubgroupSender subgroup =
                sender.openSubgroup(new SubgroupHeader(1, 0, 7, false, false), LiveMediaTest.silent());
        subgroup.write(LiveMediaTest.object(1, 0, 2, "x"), false);
        peer.time.run();
        peer.send(new Unsubscribe(0));
        assertThat(publisher.unsubscribes).isEqualTo(1);
        assertThat(peer.streams.get(0).end).isEqualTo("reset 0");
        assertThat(peer.received(SubscribeDone.class))
                .containsExactly(new SubscribeDone(0, 0, ReasonPhrase.of(""), Optional.of(new Location(1, 2))));
        sender.done(DoneStatus.TRACK_ENDED, "");
        subgroup.write(LiveMediaTest.object(1, 0, 3, "y"), true);
        peer.send(new Unsubscribe(0));
        assertThat(peer.received(SubscribeDone.class)).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void answersUnsubscribeBeforeItsOwnAnswer() {
        subscribe(0, new Filter.LatestGroup());
        peer.send(new Unsubscribe(0));
        assertThat(peer.received).containsExactly(new SubscribeError(0, 0, ReasonPhrase.of("unsubscribed"), 100));
        assertThat(request().accept(Requests.granted(Optional.empty()), publisher))
                .isSameAs(ClosedSender.INSTANCE);
        peer.time.run();
        assertThat(publisher.unsubscribes).isEqualTo(1);
        assertThat(peer.received).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void narrowsTheRange() {
        accept();
        peer.send(new SubscribeUpdate(0, 5, 2, 9, 4, 3, Parameters.NONE.with(VersionParameter.DELIVERY_TIMEOUT, 8)));
        peer.send(new SubscribeUpdate(0, 5, 2, 9, 4, 4, Parameters.NONE));
        assertThat(publisher.updates)
                .containsExactly(
                        new SubscriptionUpdate(
                                LocationRange.between(new Location(5, 2), new Location(8, 3)),
                                3,
                                true,
                                Optional.of(Duration.ofMillis(8))),
                        new SubscriptionUpdate(
                                LocationRange.between(new Location(5, 2), new Location(8, 3)),
                                4,
                                true,
                                Optional.empty()));
        peer.closeAndCheck();
    }

    @Test
    void narrowsTheRangeBeforeItsOwnAnswer() {
        subscribe(0, new Filter.LatestGroup());
        peer.send(new SubscribeUpdate(0, 5, 2, 0, 0, 3, Parameters.NONE));
        request().accept(Requests.granted(Optional.empty()), publisher);
        peer.time.run();
        assertThat(publisher.updates).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void closesOnAnUpdateBeforeItsOwnAnswerThatIsWider() {
        subscribe(0, new Filter.LatestGroup());
        peer.send(new SubscribeUpdate(0, 5, 2, 0, 0, 3, Parameters.NONE));
        peer.send(new SubscribeUpdate(0, 5, 1, 0, 0, 3, Parameters.NONE));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("StartObject");
    }

    @Test
    void closesOnAnUpdateThatStartsEarlier() {
        subscribe(0, new Filter.LatestGroup());
        request().accept(Requests.granted(Optional.of(new Location(5, 3))), publisher);
        peer.send(new SubscribeUpdate(0, 4, 9, 0, 0, 3, Parameters.NONE));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("StartObject");
    }

    @Test
    void closesOnAnUpdateThatEndsLater() {
        accept();
        peer.send(new SubscribeUpdate(0, 5, 0, 9, 4, 3, Parameters.NONE));
        peer.send(new SubscribeUpdate(0, 5, 0, 9, 5, 3, Parameters.NONE));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("EndObject");
    }

    @Test
    void closesOnAnUpdateThatOpensTheEnd() {
        accept();
        peer.send(new SubscribeUpdate(0, 5, 0, 9, 4, 3, Parameters.NONE));
        peer.send(new SubscribeUpdate(0, 5, 0, 0, 0, 3, Parameters.NONE));
        peer.assertClosed(0x3);
    }

    @Test
    void closesOnAnUpdateThatEndsBeforeItStarts() {
        accept();
        peer.send(new SubscribeUpdate(0, 5, 3, 6, 3, 3, Parameters.NONE));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("EndObject");
    }

    @Test
    void closesOnAnUpdateOfASubscriptionThatNeverWas() {
        accept();
        peer.send(new SubscribeUpdate(1, 5, 3, 0, 0, 3, Parameters.NONE));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("Subscribe ID");
    }

    @Test
    void ignoresAnUpdateOfASubscriptionThatIsOver() {
        accept().done(DoneStatus.TRACK_ENDED, "");
        peer.send(new SubscribeUpdate(0, 5, 3, 0, 0, 3, Parameters.NONE));
        assertThat(publisher.updates).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void closesOnASecondSubscriptionToATrack() {
        accept();
        peer.send(message(1, 101, "c", new Filter.LatestGroup()));
        peer.send(message(2, 102, "c", new Filter.LatestGroup()));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("Track Name");
    }

    @Test
    void closesOnAnAliasOfAnotherTrack() {
        accept();
        peer.send(message(1, 100, "other", new Filter.LatestGroup()));
        peer.assertClosed(0x4);
        assertThat(peer.endpoint.end().codeName()).isEqualTo("Duplicate Track Alias");
    }

    @Test
    void takesATrackAgainThatIsOver() {
        accept().done(DoneStatus.TRACK_ENDED, "");
        peer.send(message(1, 100, "b0", new Filter.LatestGroup()));
        assertThat(peer.endpoint.subscribes).hasSize(2);
        peer.closeAndCheck();
    }

    private SubscriptionSender accept() {
        subscribe(0, new Filter.LatestGroup());
        return request().accept(Requests.granted(Optional.empty()), publisher);
    }

    private IncomingSubscribe request() {
        return peer.endpoint.subscribes.get(0);
    }

    private void subscribe(long id, Filter filter) {
        peer.send(message(id, 100 + id, "b" + id, filter));
    }

    private static Subscribe message(long id, long alias, String name, Filter filter) {
        return new Subscribe(
                id,
                alias,
                TrackNamespace.of("a"),
                ByteString.of(name),
                128,
                GroupOrder.PUBLISHER_DEFAULT,
                filter,
                Parameters.NONE);
    }

    private static void write(SubscriptionSender sender, long group, long object) {
        sender.openSubgroup(new SubgroupHeader(group, 0, 0, false, false), LiveMediaTest.silent())
                .write(LiveMediaTest.object(group, 0, object, "x"), true);
    }

    private static LocationRange range(Filter filter, Optional<Location> largest) {
        RawPeer peer = RawPeer.ofServer();
        peer.send(message(0, 1, "b", filter));
        return peer.endpoint.subscribes.get(0).range(largest);
    }

    private static void assertInvalidRange(Filter filter, String reason) {
        RawPeer peer = RawPeer.ofServer();
        Publisher publisher = new Publisher();
        peer.send(message(0, 1, "b", filter));
        SubscriptionSender sender =
                peer.endpoint.subscribes.get(0).accept(Requests.granted(Optional.of(new Location(5, 7))), publisher);
        assertThat(sender).isSameAs(ClosedSender.INSTANCE);
        peer.time.run();
        assertThat(publisher.unsubscribes).isEqualTo(1);
        assertThat(peer.received).hasSize(1);
        SubscribeError error = peer.received(SubscribeError.class).get(0);
        assertThat(error.errorCode()).isEqualTo(1);
        assertThat(ReasonPhrase.text(error.reasonPhrase())).contains(reason);
        peer.closeAndCheck();
    }
}
