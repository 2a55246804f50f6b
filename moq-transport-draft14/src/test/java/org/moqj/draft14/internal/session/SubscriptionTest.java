package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.StreamError;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.draft14.internal.message.ControlMessage;
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

/** Subscriptions of ours against a peer that speaks bytes (draft-14, sections 5.1, 9.7 to 9.12 and 10). */
class SubscriptionTest {

    private static final SubscribeOk OK =
            new SubscribeOk(0, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE);

    /** SUBGROUP_HEADER with explicit subgroup 0 of group 1 of alias 7. */
    private static final String HEADER = "14" + "07" + "01" + "00" + "80";

    private static final String OBJECT_A = "00" + "01" + "61";
    private static final String OBJECT_B = "00" + "01" + "62";

    private final RawPeer peer = RawPeer.server();
    private final TrackRecorder track = new TrackRecorder();

    private SubscribeHandle subscribe() {
        SubscribeHandle handle = peer.session().subscribe(Fixtures.subscribe(), track);
        peer.time.run();
        return handle;
    }

    private SubscribeHandle subscribed() {
        SubscribeHandle handle = subscribe();
        peer.send(OK);
        return handle;
    }

    // The request

    private static List<Arguments> filters() {
        return List.of(
                Arguments.of(SubscribeFilter.latest(), Filter.LARGEST_OBJECT),
                Arguments.of(SubscribeFilter.latestObject(), Filter.LARGEST_OBJECT),
                Arguments.of(SubscribeFilter.nextGroup(), Filter.NEXT_GROUP_START),
                Arguments.of(SubscribeFilter.from(new Location(3, 4)), Filter.from(new Location(3, 4))),
                Arguments.of(SubscribeFilter.range(new Location(3, 4), 9), Filter.range(new Location(3, 4), 9)));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void sendsEachFilter(SubscribeFilter filter, Filter expected) {
        peer.session().subscribe(Fixtures.subscribe(Fixtures.CLOCK, filter), track);
        peer.time.run();

        assertThat(((Subscribe) peer.lastReceived()).filter()).isEqualTo(expected);
    }

    @Test
    void refusesFiltersThatTheDraftLacks() {
        SubscribeFilter endsInGroup = SubscribeFilter.range(new Location(0, 0), new Location(1, 1));

        assertThatThrownBy(() -> peer.session()
                        .subscribe(Fixtures.subscribe(Fixtures.CLOCK, SubscribeFilter.latestGroup()), track))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("draft-14");
        assertThatThrownBy(() -> peer.session().subscribe(Fixtures.subscribe(Fixtures.CLOCK, endsInGroup), track))
                .isInstanceOf(UnsupportedFeatureException.class);
        peer.time.run();
        assertThat(peer.received(Subscribe.class)).isEmpty();
    }

    @Test
    void sendsAllThatWasAskedFor() {
        SubscribeRequest request = new SubscribeRequest(
                Fixtures.CLOCK,
                3,
                GroupOrder.DESCENDING,
                false,
                SubscribeFilter.latest(),
                Optional.of(Duration.ofMillis(1500)),
                List.of(AuthToken.of("secret")));

        peer.session().subscribe(request, track);
        peer.time.run();

        assertThat(peer.lastReceived())
                .isEqualTo(new Subscribe(
                        0,
                        Fixtures.CLOCK,
                        3,
                        GroupOrder.DESCENDING,
                        false,
                        Filter.LARGEST_OBJECT,
                        new Parameters(List.of(
                                new Parameter.Numeric(0x2, 1500),
                                new Parameter.Authorization(new Token.UseValue(0, ByteString.of("secret")))))));
    }

    @Test
    void subscribesOnceToATrack() {
        subscribe();

        assertThatThrownBy(() -> peer.session().subscribe(Fixtures.subscribe(), track))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("twice");
    }

    // The answer

    @Test
    void tellsWhatWasGranted() {
        subscribe();

        peer.send(new SubscribeOk(
                0,
                7,
                5000,
                GroupOrder.DESCENDING,
                Optional.of(new Location(5, 6)),
                new Parameters(List.of(new Parameter.Numeric(0x2, 100), new Parameter.Numeric(0x4, 200)))));

        assertThat(track.granted)
                .containsExactly(new SubscriptionGranted(
                        Optional.of(Duration.ofSeconds(5)),
                        GroupOrder.DESCENDING,
                        Optional.of(new Location(5, 6)),
                        Optional.of(Duration.ofMillis(100)),
                        Optional.of(Duration.ofMillis(200))));
    }

    private static List<ControlMessage> secondAnswers() {
        return List.of(OK, new SubscribeError(0, 1, ByteString.of("")));
    }

    @ParameterizedTest
    @MethodSource("secondAnswers")
    void rejectsSecondAnswer(ControlMessage answer) {
        subscribed();

        peer.send(answer);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 40})
    void rejectsAnswerToRequestThatWasNeverMade(long id) {
        subscribe();

        peer.send(new SubscribeOk(id, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void rejectsAliasOfAnotherTrack() {
        subscribed();
        peer.session()
                .subscribe(
                        Fixtures.subscribe(FullTrackName.of("live", "other"), SubscribeFilter.latest()),
                        new TrackRecorder());
        peer.time.run();

        peer.send(new SubscribeOk(2, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));

        peer.expectClosed(SessionCode.DUPLICATE_TRACK_ALIAS, "Track Alias");
    }

    @Test
    void rejectsAliasOfAnotherTrackAlsoForWhatWasGivenUp() {
        subscribed();
        peer.session()
                .subscribe(
                        Fixtures.subscribe(FullTrackName.of("live", "other"), SubscribeFilter.latest()),
                        new TrackRecorder())
                .cancel();

        peer.send(new SubscribeOk(2, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));

        peer.expectClosed(SessionCode.DUPLICATE_TRACK_ALIAS, "Track Alias");
    }

    @Test
    void lateAnswerToWhatWasGivenUpLeavesTheAliasToTheNextSubscription() {
        subscribe().cancel();
        peer.session().subscribe(Fixtures.subscribe(), track);
        peer.send(new SubscribeOk(2, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));

        peer.send(OK);
        peer.open(HEADER + OBJECT_A);

        assertThat(track.streams).hasSize(1);
        peer.expectOpen();
    }

    @Test
    void acceptsAliasOfTrackThatIsOver() {
        subscribed().cancel();
        TrackRecorder other = new TrackRecorder();
        peer.session()
                .subscribe(Fixtures.subscribe(FullTrackName.of("live", "other"), SubscribeFilter.latest()), other);
        peer.time.run();

        peer.send(new SubscribeOk(2, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        peer.open(HEADER + OBJECT_A);

        assertThat(other.streams).hasSize(1);
        peer.expectOpen();
    }

    @Test
    void swallowsAnswerToSubscriptionThatWasGivenUp() {
        subscribe().cancel();
        peer.time.run();
        assertThat(peer.received(Unsubscribe.class)).containsExactly(new Unsubscribe(0));

        peer.send(OK);
        peer.open(HEADER + OBJECT_A);

        assertThat(track.granted).isEmpty();
        assertThat(track.streams).isEmpty();
        peer.expectOpen();
    }

    @Test
    void swallowsRefusalOfSubscriptionThatWasGivenUp() {
        subscribe().cancel();

        peer.send(new SubscribeError(0, 4, ByteString.of("")));

        assertThat(track.errors).isEmpty();
        peer.expectOpen();
    }

    @Test
    void tellsCodeThatTheDraftDoesNotName() {
        subscribe();

        peer.send(new SubscribeError(0, 404, ByteString.copyOf(new byte[] {'x', (byte) 0xff, '\n'})));

        assertThat(track.errors).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(404);
            assertThat(refusal.codeName()).isEqualTo("0x194");
            assertThat(refusal.error()).isEmpty();
            assertThat(refusal.getMessage()).doesNotContain("\n");
        });
    }

    // Streams

    @Test
    void holdsStreamThatOvertakesItsAnswer() {
        subscribe();
        SendStream stream = peer.open(HEADER + OBJECT_A);
        peer.write(stream, true, OBJECT_B);
        assertThat(track.streams).isEmpty();

        peer.send(OK);

        assertThat(track.streams.get(0).texts()).containsExactly("a", "b");
        assertThat(track.streams.get(0).ends).containsExactly(StreamEnd.COMPLETE);
    }

    @Test
    void holdsStreamThatIsResetBeforeItsAnswer() {
        subscribe();
        SendStream stream = peer.open(HEADER + OBJECT_A);
        stream.reset(2);
        peer.time.run();

        peer.send(OK);

        assertThat(track.streams.get(0).texts()).containsExactly("a");
        assertThat(track.streams.get(0).ends)
                .containsExactly(new StreamEnd(StreamEnd.Kind.RESET, 2, "DELIVERY_TIMEOUT"));
    }

    @Test
    void stopsStreamOfAliasThatNobodyExplains() {
        SendStream stream = peer.open(HEADER + OBJECT_A);

        peer.time.advance(Fixtures.EARLY_TIMEOUT);

        assertThat(stream.isWritable()).as("stopped").isFalse();
        peer.expectOpen();
        assertThat(peer.transports.leakedBytes()).isZero();
    }

    @Test
    void holdsNoMoreStreamsThanTheLimit() {
        int max = Limits.defaults().maxEarlyStreams();
        List<SendStream> streams = new ArrayList<>();
        for (int i = 0; i <= max; i++) {
            streams.add(peer.open(HEADER + OBJECT_A));
        }

        assertThat(streams.get(max - 1).isWritable()).isTrue();
        assertThat(streams.get(max).isWritable()).as("stopped").isFalse();
        peer.session().close(0, "");
        peer.time.run();
        peer.assertNothingLeft();
    }

    @Test
    void keepsReadingPausedThatWasPausedWhileHeld() {
        track.whenStreamBegins = stream -> stream.setReading(false);
        subscribe();
        SendStream stream = peer.open(HEADER + OBJECT_A);
        peer.send(OK);
        peer.write(stream, true, OBJECT_B);
        assertThat(track.streams.get(0).texts()).containsExactly("a");

        track.handles.get(0).setReading(true);
        peer.time.run();

        assertThat(track.streams.get(0).texts()).containsExactly("a", "b");
    }

    @Test
    void dropsStreamOfSubscriptionThatIsOverAtOnce() {
        subscribed().cancel();

        SendStream stream = peer.open(HEADER + OBJECT_A);

        assertThat(stream.isWritable()).as("stopped").isFalse();
        assertThat(track.streams).isEmpty();
        peer.expectOpen();
    }

    @Test
    void stopsItsStreamsWhenItLeaves() {
        SubscribeHandle handle = subscribed();
        SendStream stream = peer.open(HEADER + OBJECT_A);

        handle.cancel();
        peer.time.run();

        assertThat(stream.isWritable()).as("stopped").isFalse();
        assertThat(track.streams.get(0).ends).isEmpty();
        peer.expectOpen();
    }

    @Test
    void tellsWhenStreamIsReset() {
        subscribed();
        SendStream stream = peer.open(HEADER + OBJECT_A + "00" + "05" + "62");

        stream.reset(77);
        peer.time.run();

        assertThat(track.streams.get(0).texts()).containsExactly("a");
        assertThat(track.streams.get(0).ends).containsExactly(new StreamEnd(StreamEnd.Kind.RESET, 77, "0x4d"));
        peer.expectOpen();
    }

    @Test
    void stopsStreamOnRequest() {
        subscribed();
        SendStream stream = peer.open(HEADER + OBJECT_A);

        track.handles.get(0).stop(StreamError.CANCELLED);
        peer.time.run();

        assertThat(stream.isWritable()).isFalse();
        assertThat(track.streams.get(0).ends).isEmpty();
        peer.expectOpen();
    }

    @Test
    void closesWhenStreamEndsInsideObject() {
        subscribed();
        SendStream stream = peer.open(HEADER + "00" + "05" + "61");

        peer.write(stream, true, "62");

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Object Payload");
    }

    @Test
    void closesWhenStreamEndsInsideItsHeader() {
        SendStream stream = peer.open("14" + "07");

        stream.finish();
        peer.time.run();

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Group ID");
    }

    @Test
    void closesOverUnknownStreamType() {
        peer.open("16");

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Stream Type");
    }

    @Test
    void closesOverBadStatus() {
        subscribed();

        peer.open(HEADER + "00" + "00" + "02");

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Object Status");
    }

    @Test
    void closesOverSecondBidirectionalStream() {
        peer.transports.server().openBidi(new SendStreamHandler() {});
        peer.time.run();

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Stream");
    }

    @Test
    void tellsSubgroupIdOnceTheFirstObjectTellsIt() {
        subscribed();
        SendStream stream = peer.open("12" + "07" + "01" + "80"); // the subgroup is that of the first object
        assertThat(track.headers).isEmpty();

        peer.write(stream, false, "09");

        assertThat(track.headers).containsExactly(new SubgroupHeader(1, 9, 128, false, false));
    }

    @Test
    void stopsStreamOverLimitAndNothingElse() {
        subscribed();
        SendStream stream = peer.open(HEADER + OBJECT_A);
        SendStream other = peer.open("14" + "07" + "02" + "00" + "80" + OBJECT_A);

        peer.write(stream, false, "00" + "80a00001"); // 10 MiB and one byte

        assertThat(track.streams.get(0).ends).containsExactly(new StreamEnd(StreamEnd.Kind.OVER_LIMIT, -1, ""));
        assertThat(stream.isWritable()).as("stopped").isFalse();
        assertThat(other.isWritable()).isTrue();
        assertThat(track.streams.get(1).ends).isEmpty();
        peer.expectOpen();
    }

    @Test
    void unfinishedObjectsOfASessionShareOneBudget() {
        Limits limits = Limits.defaults().withMaxObjectSize(100_000).withMaxUnfinishedBytes(200_000);
        RawPeer small = RawPeer.server(Fixtures.options(Optional.empty(), limits));
        small.send(RawPeer.SERVER_SETUP);
        TrackRecorder other = new TrackRecorder();
        FetchRecorder fetched = new FetchRecorder();
        SubscribeHandle first = small.session().subscribe(Fixtures.subscribe(), track);
        small.session().subscribe(Fixtures.subscribe(FullTrackName.of("live", "b"), SubscribeFilter.latest()), other);
        small.session()
                .fetch(
                        new FetchRequest(
                                new FetchRequest.Standalone(
                                        Fixtures.CLOCK, LocationRange.throughGroup(Location.ZERO, 2)),
                                9,
                                GroupOrder.ASCENDING,
                                List.of()),
                        fetched);
        small.send(OK);
        small.send(new SubscribeOk(2, 8, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        String begun = "00" + "8000c350" + "61"; // one of 50,000 bytes, for which all of them are taken
        SendStream a = small.open("14" + "07" + "01" + "00" + "80" + begun);
        small.open("14" + "07" + "01" + "01" + "80" + begun);
        SendStream b = small.open("14" + "08" + "01" + "00" + "80" + begun);
        SendStream fetch = small.open("05" + "04" + "00" + "00" + "00" + "80" + begun);
        assertThat(List.of(a, b, fetch)).allMatch(SendStream::isWritable);

        assertThat(small.open("14" + "08" + "01" + "01" + "80" + begun).isWritable())
                .as("stopped")
                .isFalse();
        assertThat(other.streams.get(1).ends).containsExactly(new StreamEnd(StreamEnd.Kind.OVER_LIMIT, -1, ""));
        fetch.reset(0);
        small.time.run();
        SendStream afterReset = small.open("14" + "08" + "01" + "02" + "80" + begun);
        assertThat(afterReset.isWritable()).as("room after a reset").isTrue();
        first.cancel();
        small.time.run();
        small.open("14" + "08" + "01" + "03" + "80" + begun);
        SendStream afterCancel = small.open("14" + "08" + "01" + "04" + "80" + begun);
        assertThat(afterCancel.isWritable()).as("room after UNSUBSCRIBE").isTrue();
        assertThat(small.open("14" + "08" + "01" + "05" + "80" + begun).isWritable())
                .as("stopped again")
                .isFalse();
        small.expectOpen();
    }

    // Datagrams

    @Test
    void holdsDatagramThatOvertakesItsAnswer() {
        subscribe();
        peer.datagram("00" + "07" + "01" + "02" + "80" + "61");
        assertThat(track.datagrams).isEmpty();

        peer.send(OK);

        assertThat(track.datagrams).singleElement().extracting(MoqObject::text).isEqualTo("a");
    }

    @Test
    void dropsDatagramThatWaitedTooLong() {
        subscribe();
        peer.datagram("00" + "07" + "01" + "02" + "80" + "61");

        peer.time.advance(Fixtures.EARLY_TIMEOUT.plusMillis(1));
        peer.send(OK);

        assertThat(track.datagrams).isEmpty();
    }

    @Test
    void holdsNoMoreDatagramsThanTheLimit() {
        subscribe();
        int max = Limits.defaults().maxEarlyDatagrams();
        for (int i = 0; i < max + 5; i++) {
            peer.datagram("00" + "07" + "01" + "02" + "80" + "61");
        }

        peer.send(OK);

        assertThat(track.datagrams).hasSize(max);
    }

    @Test
    void closesOverDatagramThatIsCutOff() {
        peer.datagram("00" + "07" + "01");

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Object ID");
    }

    @Test
    void closesOverUnknownDatagramType() {
        peer.datagram("08" + "07" + "01" + "02" + "80" + "61");

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Datagram Type");
    }

    // Its end

    private static final Duration DATAGRAM_TIME = Duration.ofMillis(250);

    private PublishDone done(long streams) {
        return new PublishDone(0, 0x2, streams, ByteString.of("over"));
    }

    @Test
    void endsSoonWhenNoStreamWasOpened() {
        subscribed();

        peer.send(done(0));
        assertThat(track.done).isEmpty();
        peer.time.advance(DATAGRAM_TIME);

        assertThat(track.done).hasSize(1);
        assertThat(peer.time.scheduledTasks()).isZero();
    }

    @Test
    void takesDatagramsThatTheEndOvertook() {
        subscribed();
        peer.send(done(0));

        peer.time.advance(DATAGRAM_TIME.minusMillis(1));
        peer.datagram("00" + "07" + "01" + "02" + "80" + "61");
        peer.time.advance(DATAGRAM_TIME.minusMillis(1));
        peer.datagram("00" + "07" + "01" + "03" + "80" + "62");
        peer.time.advance(DATAGRAM_TIME.minusMillis(1));
        assertThat(track.done).isEmpty();
        peer.time.advance(Duration.ofMillis(1));

        assertThat(track.datagrams).extracting(MoqObject::text).containsExactly("a", "b");
        assertThat(track.done).hasSize(1);
        assertThat(peer.time.scheduledTasks()).isZero();
    }

    @Test
    void theSessionsEndEndsTheWaitForDatagrams() {
        subscribed();
        peer.send(done(0));

        peer.close(0);

        assertThat(track.done)
                .singleElement()
                .extracting(SubscriptionDone::reason)
                .isEqualTo("over");
        peer.assertNothingLeft();
    }

    @Test
    void theSessionsEndLosesStreamsThatWereCounted() {
        subscribed();
        peer.send(done(1));

        peer.close(0);

        assertThat(track.done).isEmpty();
    }

    @Test
    void waitsForStreamsThatWereCounted() {
        subscribed();
        SendStream first = peer.open(HEADER + OBJECT_A);
        peer.send(done(2));
        peer.write(first, true, OBJECT_B);
        assertThat(track.done).isEmpty();

        SendStream second = peer.open("14" + "07" + "02" + "00" + "80" + OBJECT_A);
        peer.write(second, true, OBJECT_B);

        assertThat(track.done).hasSize(1);
        assertThat(track.streams).hasSize(2);
    }

    @Test
    void countsStreamsThatWereReset() {
        subscribed();
        SendStream stream = peer.open(HEADER + OBJECT_A);
        peer.send(done(1));

        stream.reset(1);
        peer.time.run();

        assertThat(track.done).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, PublishDone.UNKNOWN_COUNT})
    void waitsNoLongerThanTheGraceTime(long count) {
        subscribed();
        peer.send(done(count));

        peer.time.advance(Fixtures.DONE_TIMEOUT.minusMillis(1));
        assertThat(track.done).isEmpty();
        peer.time.advance(Duration.ofMillis(1));

        assertThat(track.done).hasSize(1);
    }

    @Test
    void waitsForOpenStreamsBeyondTheGraceTime() {
        subscribed();
        SendStream stream = peer.open(HEADER + OBJECT_A);
        peer.send(done(PublishDone.UNKNOWN_COUNT));
        peer.time.advance(Fixtures.DONE_TIMEOUT.multipliedBy(10));
        assertThat(track.done).isEmpty();

        peer.write(stream, true, OBJECT_B);

        assertThat(track.done).hasSize(1);
    }

    @Test
    void doesNotTrustCountBelowWhatCame() {
        subscribed();
        SendStream stream = peer.open(HEADER + OBJECT_A);
        peer.write(stream, true, OBJECT_B);

        peer.send(done(0));
        assertThat(track.done).isEmpty();
        peer.time.advance(Fixtures.DONE_TIMEOUT);

        assertThat(track.done).hasSize(1);
    }

    @Test
    void graceTimeIsAtLeastTheDeliveryTimeout() {
        Duration timeout = Fixtures.DONE_TIMEOUT.multipliedBy(5);
        peer.session()
                .subscribe(
                        new SubscribeRequest(
                                Fixtures.CLOCK,
                                128,
                                GroupOrder.ASCENDING,
                                true,
                                SubscribeFilter.latest(),
                                Optional.of(timeout),
                                List.of()),
                        track);
        peer.send(OK);
        peer.send(done(1));

        peer.time.advance(timeout.minusMillis(1));
        assertThat(track.done).isEmpty();
        peer.time.advance(Duration.ofMillis(1));

        assertThat(track.done).hasSize(1);
    }

    @Test
    void tellsStatusThatTheDraftDoesNotName() {
        subscribed();

        peer.send(new PublishDone(0, 500, 0, ByteString.of("why not")));
        peer.time.advance(DATAGRAM_TIME);

        assertThat(track.done)
                .containsExactly(new SubscriptionDone(DoneStatus.OTHER, 500, "0x1f4", "why not", Optional.empty()));
    }

    @Test
    void ignoresDoneAfterUnsubscribe() {
        subscribed().cancel();

        peer.send(done(0));

        assertThat(track.done).isEmpty();
        peer.expectOpen();
    }

    @Test
    void rejectsDoneBeforeTheAnswer() {
        subscribe();

        peer.send(done(0));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void rejectsDoneOfRequestThatNeverWas() {
        peer.send(new PublishDone(40, 0, 0, ByteString.of("")));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    // Updates

    @Test
    void sendsUpdateWithEndPlusOne() {
        SubscribeHandle handle = subscribed();

        handle.update(
                new SubscriptionUpdate(LocationRange.throughGroup(new Location(4, 2), 9), 7, false, Optional.empty()));
        peer.time.run();

        assertThat(peer.lastReceived())
                .isEqualTo(
                        new SubscribeUpdate(2, 0, new Location(4, 2), OptionalLong.of(9), 7, false, Parameters.NONE));
    }

    @Test
    void updateNeedsAnAnswerFirst() {
        SubscribeHandle handle = subscribe();

        assertThatThrownBy(() -> handle.update(
                        new SubscriptionUpdate(LocationRange.from(Location.ZERO), 7, false, Optional.empty())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void updateKeepsTheLargestLocationInMind() {
        SubscribeHandle handle = subscribe();
        peer.send(new SubscribeOk(0, 7, 0, GroupOrder.ASCENDING, Optional.of(new Location(5, 6)), Parameters.NONE));

        SubscriptionUpdate before =
                new SubscriptionUpdate(LocationRange.from(new Location(5, 6)), 7, true, Optional.empty());
        assertThatThrownBy(() -> handle.update(before))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("5:7");
    }

    // Malformed tracks

    private static List<Arguments> malformedStreams() {
        String twoStreamsEnd = "another end of the group";
        return List.of(
                Arguments.of("ext", List.of("15" + "07" + "01" + "00" + "80" + "00" + "02" + "3c09" + "0161")),
                Arguments.of(
                        "object after the end of its group",
                        List.of(HEADER + "03" + "00" + "03", "14" + "07" + "01" + "01" + "80" + "03" + "0161")),
                Arguments.of(
                        "end of a group before its objects",
                        List.of(HEADER + "05" + "0161", "14" + "07" + "01" + "01" + "80" + "03" + "00" + "03")),
                Arguments.of(
                        twoStreamsEnd,
                        List.of(HEADER + "03" + "00" + "03", "14" + "07" + "01" + "01" + "80" + "04" + "00" + "03")),
                Arguments.of(
                        "object after the end of the track",
                        List.of(HEADER + "03" + "00" + "04", "14" + "07" + "02" + "01" + "80" + "00" + "0161")),
                Arguments.of(
                        "two ends of the track",
                        List.of(HEADER + "03" + "00" + "04", "14" + "07" + "02" + "01" + "80" + "00" + "00" + "04")));
    }

    @ParameterizedTest
    @MethodSource("malformedStreams")
    void leavesMalformedTrack(String what, List<String> streams) {
        subscribed();

        streams.forEach(peer::open);

        assertThat(peer.received(Unsubscribe.class)).as(what).containsExactly(new Unsubscribe(0));
        assertThat(track.done).singleElement().satisfies(done -> {
            assertThat(done.status()).isEqualTo(DoneStatus.MALFORMED_TRACK);
            assertThat(done.reason()).isNotEmpty();
        });
        peer.expectOpen();
    }

    @Test
    void leavesTrackWhoseEndOfGroupBitContradicts() {
        subscribed();
        SendStream first = peer.open("1c" + "07" + "01" + "00" + "80" + "02" + "0161"); // ends group 1 with object 2
        first.finish();
        peer.time.run();

        peer.open("14" + "07" + "01" + "01" + "80" + "05" + "0161");

        assertThat(track.done)
                .singleElement()
                .extracting(SubscriptionDone::status)
                .isEqualTo(DoneStatus.MALFORMED_TRACK);
    }

    @Test
    void leavesTrackWhoseSubgroupGoesOnAfterItsEnd() {
        subscribed();
        SendStream first = peer.open(HEADER + "02" + "0161");
        first.finish();
        peer.time.run();

        peer.open(HEADER + "05" + "0161");

        assertThat(track.done)
                .singleElement()
                .extracting(SubscriptionDone::status)
                .isEqualTo(DoneStatus.MALFORMED_TRACK);
    }

    @Test
    void leavesTrackWhoseSubgroupEndsTwice() {
        subscribed();
        peer.open(HEADER + "02" + "0161").finish();
        SendStream second = peer.open(HEADER + "01" + "0161");
        peer.time.run();
        assertThat(track.done).isEmpty();

        second.finish();
        peer.time.run();

        assertThat(track.done)
                .singleElement()
                .extracting(SubscriptionDone::status)
                .isEqualTo(DoneStatus.MALFORMED_TRACK);
    }

    @Test
    void letsSubgroupGoOnAfterReset() {
        subscribed();
        SendStream first = peer.open(HEADER + "02" + "0161");
        first.reset(0);
        peer.time.run();

        peer.open(HEADER + "05" + "0161");

        assertThat(track.done).isEmpty();
        assertThat(track.streams).hasSize(2);
    }

    @Test
    void leavesTrackOfStreamsAndDatagrams() {
        subscribed();
        peer.open(HEADER + OBJECT_A);

        peer.datagram("00" + "07" + "01" + "02" + "80" + "61");

        assertThat(track.datagrams).isEmpty();
        assertThat(track.done)
                .singleElement()
                .extracting(SubscriptionDone::status)
                .isEqualTo(DoneStatus.MALFORMED_TRACK);
    }

    @Test
    void acceptsEndsThatAgree() {
        subscribed();

        peer.open(HEADER + OBJECT_A + OBJECT_B + "00" + "00" + "03"); // group 1 ends at object 2
        peer.open("14" + "07" + "01" + "01" + "80" + "02" + "00" + "03"); // says the same
        peer.open("14" + "07" + "02" + "00" + "80" + "00" + "00" + "04"); // the track ends at 2:0

        assertThat(track.done).isEmpty();
        assertThat(track.streams).hasSize(3);
    }

    @Test
    void leavesTrackWhoseDatagramIsMalformed() {
        subscribed();

        peer.datagram(
                "01", // Datagram Type, with extension headers
                "07", // Track Alias
                "01", // Group ID
                "02", // Object ID
                "80", // Publisher Priority
                "02", // Extension Headers Length
                "3c09", // Prior Group ID Gap 9 before group 1
                "61" // payload "a"
                );

        assertThat(track.datagrams).isEmpty();
        assertThat(peer.received(Unsubscribe.class)).containsExactly(new Unsubscribe(0));
        assertThat(track.done)
                .singleElement()
                .extracting(SubscriptionDone::status)
                .isEqualTo(DoneStatus.MALFORMED_TRACK);
    }

    @Test
    void leavesTrackWhoseGroupEndsTwice() {
        subscribed();
        SendStream first = peer.open("1c" + "07" + "01" + "00" + "80" + "02" + "0161"); // ends group 1 with object 2
        first.finish();
        SendStream second = peer.open("1c" + "07" + "01" + "01" + "80" + "01" + "0161"); // with object 1

        second.finish();
        peer.time.run();

        assertThat(track.done)
                .singleElement()
                .extracting(SubscriptionDone::status)
                .isEqualTo(DoneStatus.MALFORMED_TRACK);
    }

    @Test
    void holdsStreamThatEndsBeforeItsAnswer() {
        subscribe();
        SendStream stream = peer.open(HEADER + OBJECT_A);
        stream.finish();
        peer.time.run();
        assertThat(track.streams).isEmpty();

        peer.send(OK);

        assertThat(track.streams.get(0).texts()).containsExactly("a");
        assertThat(track.streams.get(0).ends).containsExactly(StreamEnd.COMPLETE);
    }

    @Test
    void remembersManyAliasesThatAreOver() {
        peer.send(new MaxRequestId(10_000));
        for (int i = 0; i < 1100; i++) {
            TrackRecorder recorder = new TrackRecorder();
            SubscribeHandle handle = peer.session().subscribe(Fixtures.subscribe(), recorder);
            peer.send(new SubscribeOk(2L * i, i, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
            handle.cancel();
        }

        SendStream recent = peer.open("14" + "4400" + "01" + "00" + "80" + OBJECT_A); // of alias 1024
        assertThat(recent.isWritable()).as("stopped at once").isFalse();

        SendStream old = peer.open("14" + "00" + "01" + "00" + "80" + OBJECT_A); // of alias 0, long forgotten
        assertThat(old.isWritable())
                .as("waits like one of an alias that nobody knows")
                .isTrue();
        peer.time.advance(Fixtures.EARLY_TIMEOUT);
        assertThat(old.isWritable()).isFalse();
        peer.expectOpen();
    }

    @Test
    void refusesUpdateThatEndsInsideAGroup() {
        SubscribeHandle handle = subscribed();

        LocationRange partOfGroup = LocationRange.between(new Location(1, 0), new Location(4, 3));

        assertThatThrownBy(() -> handle.update(new SubscriptionUpdate(partOfGroup, 1, true, Optional.empty())))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("whole group");
    }

    @Test
    void holdsNoMoreBytesThanTheLimit() {
        RawPeer small = RawPeer.server(
                Fixtures.options(Optional.empty(), Limits.defaults().withMaxQueued(10, 100)));
        small.send(RawPeer.SERVER_SETUP);
        SendStream within = small.open(HEADER + "00" + "4032" + "61".repeat(50));

        SendStream beyond = small.open(HEADER + "00" + "4064" + "61".repeat(100));

        assertThat(within.isWritable()).isTrue();
        assertThat(beyond.isWritable()).as("stopped").isFalse();
        small.expectOpen();
    }
}
