package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.Limits;
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
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.moqj.draft14.internal.message.ClientSetup;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.MaxRequestId;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.SubscribeUpdate;
import org.moqj.draft14.internal.message.Token;
import org.moqj.draft14.internal.message.Unsubscribe;

/** Subscriptions of a peer that speaks bytes (draft-14, sections 5.1, 9.7 to 9.12 and 10.4.3). */
class PublicationTest {

    private final RawPeer peer = RawPeer.client();
    private final SenderRecorder sender = new SenderRecorder();

    private static Subscribe subscribe(long id, Filter filter) {
        return new Subscribe(id, Fixtures.CLOCK, 128, GroupOrder.PUBLISHER_DEFAULT, true, filter, Parameters.NONE);
    }

    private static Subscribe subscribe(long id) {
        return subscribe(id, Filter.LARGEST_OBJECT);
    }

    private SubscriptionSender accept(Filter filter, Optional<Location> largest) {
        peer.send(subscribe(0, filter));
        SubscriptionSender publication = peer.ours.subscribes.remove().accept(Fixtures.granted(largest), sender);
        peer.time.run();
        return publication;
    }

    private SubscriptionSender accept() {
        return accept(Filter.LARGEST_OBJECT, Optional.empty());
    }

    private static SubscribeUpdate update(long id, Location start, OptionalLong endGroup) {
        return new SubscribeUpdate(id, 0, start, endGroup, 9, true, Parameters.NONE);
    }

    // The request

    private static List<Arguments> ranges() {
        Location largest = new Location(5, 6);
        return List.of(
                Arguments.of(Filter.LARGEST_OBJECT, Optional.of(largest), LocationRange.from(new Location(5, 7))),
                Arguments.of(Filter.LARGEST_OBJECT, Optional.empty(), LocationRange.from(Location.ZERO)),
                Arguments.of(Filter.NEXT_GROUP_START, Optional.of(largest), LocationRange.from(new Location(6, 0))),
                Arguments.of(Filter.NEXT_GROUP_START, Optional.empty(), LocationRange.from(Location.ZERO)),
                Arguments.of(
                        Filter.from(new Location(2, 3)), Optional.of(largest), LocationRange.from(new Location(2, 3))),
                Arguments.of(
                        Filter.range(new Location(2, 3), 8),
                        Optional.of(largest),
                        LocationRange.between(new Location(2, 3), new Location(8, Location.MAX_ID))));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void resolvesEachFilter(Filter filter, Optional<Location> largest, LocationRange expected) {
        peer.send(subscribe(0, filter));

        assertThat(peer.ours.subscribes.remove().range(largest)).isEqualTo(expected);
    }

    @Test
    void toRelayOfMoqRsLargestObjectMeansTheCurrentGroup() {
        RawPeer moqRs = RawPeer.client(TransportKind.QUIC, Fixtures.options());
        moqRs.send(new ClientSetup(List.of(0xff00000eL), new Parameters(List.of(new Parameter.Numeric(0x2, 100)))));
        moqRs.send(subscribe(0));

        assertThat(moqRs.ours.subscribes.remove().range(Optional.of(new Location(5, 6))))
                .isEqualTo(LocationRange.from(new Location(5, 0)));
    }

    @Test
    void tellsAllThatIsAskedFor() {
        peer.send(new Subscribe(
                0,
                Fixtures.CLOCK,
                7,
                GroupOrder.DESCENDING,
                false,
                Filter.range(new Location(1, 2), 3),
                new Parameters(List.of(
                        new Parameter.Numeric(0x2, 250),
                        new Parameter.Authorization(new Token.UseValue(4, ByteString.of("secret")))))));

        assertThat(peer.ours.subscribes.remove().request())
                .isEqualTo(new SubscribeRequest(
                        Fixtures.CLOCK,
                        7,
                        GroupOrder.DESCENDING,
                        false,
                        SubscribeFilter.range(new Location(1, 2), 3),
                        Optional.of(Duration.ofMillis(250)),
                        List.of(new AuthToken(4, ByteString.of("secret")))));
    }

    @Test
    void payloadIsWhatWasWrittenWhateverTheParametersSay() {
        List<Parameter> all = List.of(
                new Parameter.Numeric(0x2, 250),
                new Parameter.Authorization(new Token.UseValue(4, ByteString.of("secret"))),
                new Parameter.Binary(0x33, ByteString.of("of nobody's")));
        for (Parameters parameters : List.of(Parameters.NONE, new Parameters(all))) {
            RawPeer subscriber = RawPeer.client();
            subscriber.send(new Subscribe(
                    0, Fixtures.CLOCK, 7, GroupOrder.DESCENDING, true, Filter.LARGEST_OBJECT, parameters));
            subscriber
                    .ours
                    .subscribes
                    .remove()
                    .accept(Fixtures.FROM_START, sender)
                    .openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER)
                    .write(Fixtures.object(0, 0, 0, "as it is"), true);
            subscriber.time.run();

            assertThat(subscriber.streams.get(0).hex()).endsWith("08" + "6173206974206973"); // length, "as it is"
        }
    }

    @Test
    void refusesRangeThatEndsBeforeItStarts() {
        peer.send(subscribe(0, Filter.range(new Location(9, 0), 8)));

        assertThat(peer.ours.subscribes).isEmpty();
        assertThat(peer.received(SubscribeError.class)).singleElement().satisfies(error -> {
            assertThat(error.requestId()).isZero();
            assertThat(error.errorCode()).isEqualTo(0x5);
        });
    }

    @Test
    void rejectsSecondSubscriptionToTheSameTrack() {
        peer.send(subscribe(0), subscribe(2));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Track Name");
    }

    @Test
    void acceptsSecondSubscriptionAfterTheFirst() {
        accept();

        peer.send(new Unsubscribe(0), subscribe(2));

        assertThat(peer.ours.subscribes).hasSize(1);
        peer.expectOpen();
    }

    // The answer

    @Test
    void sendsAllThatIsGranted() {
        peer.send(subscribe(0));

        peer.ours
                .subscribes
                .remove()
                .accept(
                        new SubscriptionGranted(
                                Optional.of(Duration.ofSeconds(9)),
                                GroupOrder.DESCENDING,
                                Optional.of(new Location(5, 6)),
                                Optional.of(Duration.ofMillis(100)),
                                Optional.of(Duration.ofMillis(200))),
                        sender);
        peer.time.run();

        assertThat(peer.lastReceived())
                .isEqualTo(new SubscribeOk(
                        0,
                        1,
                        9000,
                        GroupOrder.DESCENDING,
                        Optional.of(new Location(5, 6)),
                        new Parameters(List.of(new Parameter.Numeric(0x2, 100), new Parameter.Numeric(0x4, 200)))));
    }

    @Test
    void answersOnce() {
        peer.send(subscribe(0));
        IncomingSubscribe request = peer.ours.subscribes.remove();
        request.reject(Refusal.ofCode(404, "no"));

        request.reject(Refusal.ofCode(405, "no"));
        SubgroupSender stream =
                request.accept(Fixtures.FROM_START, sender).openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER);
        stream.write(Fixtures.object(0, 0, 0, "a"), true);
        peer.time.run();

        assertThat(peer.received(SubscribeError.class)).hasSize(1);
        assertThat(peer.received(SubscribeOk.class)).isEmpty();
        assertThat(peer.streams).isEmpty();
    }

    @Test
    void cutsReasonThatIsTooLong() {
        peer.send(subscribe(0));

        peer.ours.subscribes.remove().reject(Refusal.of(RequestError.INTERNAL_ERROR, "\u00e4".repeat(600)));
        peer.time.run();

        assertThat(peer.received(SubscribeError.class).get(0).errorReason().utf8())
                .contains("\u00e4".repeat(512));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestThatWasGivenUpKeepsItsPlaceUntilItIsAnswered(boolean accepted) {
        RawPeer small = RawPeer.client(
                Fixtures.options(Optional.empty(), Limits.defaults().withMaxRequests(1, 100)));
        small.send(subscribe(0), new Unsubscribe(0));
        IncomingSubscribe givenUp = small.ours.subscribes.remove();
        assertThat(small.received(SubscribeError.class))
                .as("the peer has its answer")
                .hasSize(1);
        assertThat(small.received(MaxRequestId.class)).as("more requests").isEmpty();

        if (accepted) {
            givenUp.accept(Fixtures.FROM_START, sender);
        } else {
            givenUp.reject(Refusal.of(RequestError.UNAUTHORIZED, "no"));
        }
        small.time.run();

        assertThat(small.received(SubscribeError.class)).hasSize(1);
        assertThat(small.received(MaxRequestId.class))
                .extracting(MaxRequestId::limit)
                .containsExactly(4L);
    }

    @Test
    void answersRequestThatWasGivenUpMeanwhile() {
        peer.send(subscribe(0));
        IncomingSubscribe request = peer.ours.subscribes.remove();
        peer.send(new Unsubscribe(0));
        assertThat(peer.received(SubscribeError.class)).hasSize(1);

        SubscriptionSender publication = request.accept(Fixtures.FROM_START, sender);
        publication.done(DoneStatus.TRACK_ENDED, "");
        peer.time.run();

        assertThat(sender.unsubscribed).isEqualTo(1);
        assertThat(peer.received(SubscribeOk.class)).isEmpty();
        assertThat(peer.received(PublishDone.class)).isEmpty();
    }

    // Objects

    @Test
    void numbersTracksWithAliases() {
        accept();
        peer.send(new Subscribe(
                2,
                FullTrackName.of("live", "other"),
                128,
                GroupOrder.PUBLISHER_DEFAULT,
                true,
                Filter.LARGEST_OBJECT,
                Parameters.NONE));

        peer.ours.subscribes.remove().accept(Fixtures.FROM_START, new SenderRecorder());
        peer.time.run();

        assertThat(peer.received(SubscribeOk.class))
                .extracting(SubscribeOk::trackAlias)
                .containsExactly(1L, 2L);
    }

    @Test
    void writesStreamAsTheDraftDrawsIt() {
        SubgroupSender stream = accept().openSubgroup(Fixtures.header(7, 3), Fixtures.NO_HANDLER);

        stream.write(Fixtures.object(7, 3, 2, "ab"), false);
        stream.write(Fixtures.object(7, 3, 3, "c"), true);
        peer.time.run();

        assertThat(peer.streams.get(0).hex())
                .isEqualTo(
                        "14" // Type
                                + "01" // Track Alias
                                + "07" // Group ID
                                + "03" // Subgroup ID
                                + "64" // Publisher Priority
                                + "02" // Object ID Delta
                                + "026162" // Object Payload Length, Object Payload
                                + "00" // Object ID Delta
                                + "0163"); // Object Payload Length, Object Payload
        assertThat(peer.streams.get(0).ended()).isEqualTo("fin");
    }

    @Test
    void writesHeaderOfStreamWithoutObjects() {
        SubgroupSender stream = accept().openSubgroup(Fixtures.header(7, 0), Fixtures.NO_HANDLER);

        stream.finish();
        peer.time.run();

        assertThat(peer.streams.get(0).hex()).isEqualTo("10" + "01" + "07" + "64");
        assertThat(peer.streams.get(0).ended()).isEqualTo("fin");
    }

    @Test
    void resetsStreamWithTheDraftsCode() {
        SubgroupSender stream = accept().openSubgroup(Fixtures.header(7, 0), Fixtures.NO_HANDLER);
        stream.write(Fixtures.object(7, 0, 0, "a"), false);

        stream.reset(StreamError.DELIVERY_TIMEOUT);
        peer.time.run();

        assertThat(peer.streams.get(0).ended()).isEqualTo("reset 2");
    }

    @Test
    void endsStreamWhereASubgroupEnds() {
        SubgroupSender stream = accept().openSubgroup(Fixtures.header(7, 0), Fixtures.NO_HANDLER);
        stream.write(Fixtures.object(7, 0, 0, "a"), false);

        stream.write(
                MoqObject.ofStatus(
                        7, 0, 1, 100, ForwardingPreference.SUBGROUP, List.of(), ObjectStatus.END_OF_SUBGROUP),
                true);
        peer.time.run();

        assertThat(peer.streams.get(0).hex()).isEqualTo("10" + "01" + "07" + "64" + "00" + "0161");
        assertThat(peer.streams.get(0).ended()).isEqualTo("fin");
    }

    @Test
    void refusesExtensionHeadersOfObjectThatDoesNotExist() {
        SubgroupHeader header = new SubgroupHeader(7, 0, 100, true, false);
        SubgroupSender stream = accept().openSubgroup(header, Fixtures.NO_HANDLER);
        MoqObject marker = MoqObject.ofStatus(
                7,
                0,
                1,
                100,
                ForwardingPreference.SUBGROUP,
                List.of(new ExtensionHeader.Numeric(2, 3)),
                ObjectStatus.DOES_NOT_EXIST);

        assertThatThrownBy(() -> stream.write(marker, false)).isInstanceOf(UnsupportedFeatureException.class);
        stream.reset(StreamError.CANCELLED);
    }

    @Test
    void tellsWhenPeerStopsStream() {
        List<Long> stopped = new ArrayList<>();
        SendStreamHandler handler = new SendStreamHandler() {
            @Override
            public void onStopped(long code) {
                stopped.add(code);
            }
        };
        SessionPair pair = SessionPair.open();
        TrackRecorder track = new TrackRecorder();
        pair.clientSession.subscribe(Fixtures.subscribe(), track);
        pair.run();
        SubgroupSender stream = pair.server
                .subscribes
                .remove()
                .accept(Fixtures.FROM_START, sender)
                .openSubgroup(Fixtures.header(0, 0), handler);
        stream.write(Fixtures.object(0, 0, 0, "a"), false);
        pair.run();

        track.handles.get(0).stop(StreamError.CANCELLED);
        pair.run();

        assertThat(stopped).containsExactly(StreamCode.CANCELLED.code());
        assertThat(stream.isWritable()).isFalse();
        stream.write(Fixtures.object(0, 0, 1, "b"), false); // no effect
        pair.closeAndCheck();
    }

    @Test
    void tellsWhenStreamTakesMore() {
        SessionPair pair = SessionPair.open(InMemoryTransport.Conditions.GENEROUS.withStreamWindow(100));
        int[] writable = {0};
        SendStreamHandler handler = new SendStreamHandler() {
            @Override
            public void onWritable() {
                writable[0]++;
            }
        };
        TrackRecorder track = new TrackRecorder();
        track.whenStreamBegins = stream -> stream.setReading(false);
        pair.clientSession.subscribe(Fixtures.subscribe(), track);
        pair.run();
        SubgroupSender stream = pair.server
                .subscribes
                .remove()
                .accept(Fixtures.FROM_START, sender)
                .openSubgroup(Fixtures.header(0, 0), handler);
        stream.write(Fixtures.object(0, 0, 0, "a"), false);
        pair.run();
        stream.write(Fixtures.object(0, 0, 1, "x".repeat(200)), false);
        assertThat(stream.isWritable()).isFalse();
        assertThat(writable[0]).isZero();

        track.handles.get(0).setReading(true);
        pair.run();

        assertThat(writable[0]).isEqualTo(1);
        assertThat(track.streams.get(0).objects).hasSize(2);
        pair.closeAndCheck();
    }

    @Test
    void deliversLargeObjectAtAnySplit() {
        SessionPair pair = SessionPair.open(InMemoryTransport.Conditions.GENEROUS.withChunk(1237));
        TrackRecorder track = new TrackRecorder();
        pair.clientSession.subscribe(Fixtures.subscribe(), track);
        pair.run();
        byte[] payload = new byte[300_000];
        new Random(3).nextBytes(payload);
        SubgroupSender stream = pair.server
                .subscribes
                .remove()
                .accept(Fixtures.FROM_START, sender)
                .openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER);

        stream.write(
                MoqObject.of(0, 0, 0, 100, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length), true);
        pair.run();

        assertThat(track.streams.get(0).objects.get(0).payloadBytes()).isEqualTo(payload);
        pair.closeAndCheck();
    }

    // Its end

    @Test
    void endsItsStreamsBeforeItIsDone() {
        SubscriptionSender publication = accept();
        publication
                .openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER)
                .write(Fixtures.object(0, 0, 0, "a"), false);
        peer.time.run();
        int before = peer.received.size();

        publication.done(DoneStatus.TRACK_ENDED, "");
        peer.time.run();

        assertThat(peer.streams.get(0).messagesBeforeItsEnd()).isEqualTo(before);
        assertThat(peer.lastReceived()).isInstanceOf(PublishDone.class);
    }

    @Test
    void countsStreamsThatThePeerCanKnowOf() {
        SubscriptionSender publication = accept();
        publication.openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER).finish();
        SubgroupSender second = publication.openSubgroup(Fixtures.header(1, 0), Fixtures.NO_HANDLER);
        second.write(Fixtures.object(1, 0, 0, "a"), false);
        second.reset(StreamError.CANCELLED);
        publication.openSubgroup(Fixtures.header(2, 0), Fixtures.NO_HANDLER).reset(StreamError.CANCELLED);

        publication.done(DoneStatus.SUBSCRIPTION_ENDED, "enough");
        peer.time.run();

        assertThat(peer.received(PublishDone.class))
                .containsExactly(new PublishDone(0, 0x3, 2, ByteString.of("enough")));
    }

    @Test
    void resetsWhatIsStillOpenBeforeItIsDone() {
        SubscriptionSender publication = accept();
        SubgroupSender stream = publication.openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER);
        stream.write(Fixtures.object(0, 0, 0, "a"), false);
        peer.time.run();

        publication.done(DoneStatus.TRACK_ENDED, "");
        publication.done(DoneStatus.TRACK_ENDED, "again");
        peer.time.run();

        assertThat(peer.streams.get(0).ended()).isEqualTo("reset 1");
        assertThat(peer.received(PublishDone.class)).hasSize(1);
        assertThat(publication.sendDatagram(Fixtures.datagram(0, 0, "a"), false))
                .isEqualTo(DatagramResult.UNAVAILABLE);
        assertThat(publication
                        .openSubgroup(Fixtures.header(1, 0), Fixtures.NO_HANDLER)
                        .isWritable())
                .isFalse();
    }

    @Test
    void resetsStreamsOfSubscriberThatLeft() {
        SubscriptionSender publication = accept();
        publication
                .openSubgroup(Fixtures.header(0, 0), Fixtures.NO_HANDLER)
                .write(Fixtures.object(0, 0, 0, "a"), false);
        peer.time.run();

        peer.send(new Unsubscribe(0));

        assertThat(peer.streams.get(0).ended()).isEqualTo("reset 1");
        assertThat(sender.unsubscribed).isEqualTo(1);
        assertThat(peer.received(PublishDone.class)).isEmpty();
    }

    @Test
    void ignoresUnsubscribeOfWhatIsOver() {
        accept().done(DoneStatus.TRACK_ENDED, "");

        peer.send(new Unsubscribe(0), new Unsubscribe(0));

        peer.expectOpen();
        assertThat(sender.unsubscribed).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 1})
    void rejectsUnsubscribeOfWhatNeverWas(long id) {
        peer.send(new Unsubscribe(id));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    // Updates

    @Test
    void takesNarrowerRange() {
        accept(Filter.range(new Location(2, 0), 9), Optional.empty());

        peer.send(update(2, new Location(3, 1), OptionalLong.of(8)));
        peer.send(update(4, new Location(3, 1), OptionalLong.of(8)));

        LocationRange expected = LocationRange.throughGroup(new Location(3, 1), 8);
        assertThat(sender.updates).extracting(SubscriptionUpdate::range).containsExactly(expected, expected);
        assertThat(sender.updates.get(0).subscriberPriority()).isEqualTo(9);
    }

    private static List<Arguments> widerRanges() {
        return List.of(
                Arguments.of(new Location(1, 9), OptionalLong.of(9)),
                Arguments.of(new Location(2, 0), OptionalLong.of(10)),
                Arguments.of(new Location(2, 0), OptionalLong.empty()),
                Arguments.of(new Location(5, 0), OptionalLong.of(4)));
    }

    @ParameterizedTest
    @MethodSource("widerRanges")
    void rejectsRangeThatIsWiderOrInverted(Location start, OptionalLong endGroup) {
        accept(Filter.range(new Location(2, 0), 9), Optional.empty());

        peer.send(update(2, start, endGroup));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, endGroup.equals(OptionalLong.of(4)) ? "End Group" : "Start");
    }

    @ParameterizedTest
    @MethodSource("widerRanges")
    void rejectsRangeThatIsWiderOrInvertedBeforeTheAnswer(Location start, OptionalLong endGroup) {
        peer.send(subscribe(0), update(2, new Location(2, 0), OptionalLong.of(9)));
        peer.expectOpen();

        peer.send(update(4, start, endGroup));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, endGroup.equals(OptionalLong.of(4)) ? "End Group" : "Start");
    }

    @Test
    void rejectsRangeWiderThanTheFilterBeforeTheAnswer() {
        peer.send(subscribe(0, Filter.from(new Location(2, 0))));

        peer.send(update(2, new Location(1, 0), OptionalLong.empty()));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Start Location");
    }

    @Test
    void rejectsStartBeforeWhatLargestObjectMeant() {
        accept(Filter.LARGEST_OBJECT, Optional.of(new Location(5, 6)));

        peer.send(update(2, new Location(5, 6), OptionalLong.empty()));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Start Location");
    }

    @Test
    void updateKeepsTimeoutThatItDoesNotName() {
        accept(Filter.from(Location.ZERO), Optional.empty());

        peer.send(new SubscribeUpdate(
                2,
                0,
                Location.ZERO,
                OptionalLong.empty(),
                1,
                false,
                new Parameters(List.of(new Parameter.Numeric(0x2, 40)))));
        peer.send(update(4, Location.ZERO, OptionalLong.empty()));

        assertThat(sender.updates)
                .extracting(SubscriptionUpdate::deliveryTimeout)
                .containsExactly(Optional.of(Duration.ofMillis(40)), Optional.empty());
        assertThat(sender.updates).extracting(SubscriptionUpdate::forward).containsExactly(false, true);
    }

    @Test
    void keepsUpdateThatComesBeforeTheAnswer() {
        peer.send(subscribe(0, Filter.from(Location.ZERO)), update(2, new Location(1, 0), OptionalLong.empty()));
        assertThat(sender.updates).isEmpty();

        peer.ours.subscribes.remove().accept(Fixtures.FROM_START, sender);
        peer.time.run();

        assertThat(sender.updates)
                .extracting(SubscriptionUpdate::range)
                .containsExactly(LocationRange.from(new Location(1, 0)));
    }

    @Test
    void ignoresUpdateOfWhatIsOver() {
        accept().done(DoneStatus.TRACK_ENDED, "");

        peer.send(update(2, Location.ZERO, OptionalLong.empty()));

        peer.expectOpen();
        assertThat(sender.updates).isEmpty();
    }

    @Test
    void rejectsUpdateOfWhatNeverWas() {
        peer.send(new SubscribeUpdate(0, 8, Location.ZERO, OptionalLong.empty(), 9, true, Parameters.NONE));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Subscription Request ID");
    }

    @Test
    void countsNoStreamsOfATrackOfDatagrams() {
        RawPeer.DatagramSink sink = peer.takeDatagrams();
        SubscriptionSender publication = accept();
        publication.sendDatagram(Fixtures.datagram(0, 0, "a"), false);
        publication.sendDatagram(Fixtures.datagram(0, 1, "b"), true);

        publication.done(DoneStatus.TRACK_ENDED, "");
        peer.time.run();

        assertThat(sink.hex())
                .containsExactly(
                        "00" + "01" + "00" + "00" + "64" + "61", // alias 1, object 0:0, priority 100, "a"
                        "02" + "01" + "00" + "01" + "64" + "62"); // 0:1 ends the group
        assertThat(peer.received(PublishDone.class)).containsExactly(new PublishDone(0, 0x2, 0, ByteString.of("")));
    }
}
