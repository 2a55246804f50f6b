package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.AuthToken;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.StreamError;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.IncomingFetch;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.draft14.internal.message.Fetch;
import org.moqj.draft14.internal.message.FetchCancel;
import org.moqj.draft14.internal.message.FetchError;
import org.moqj.draft14.internal.message.FetchOk;
import org.moqj.draft14.internal.message.FetchRange;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.Token;
import org.moqj.draft14.internal.message.Unsubscribe;

/** Fetches of both ends (draft-14, sections 9.16 to 9.19 and 10.4.4). */
class FetchTest {

    private static final LocationRange RANGE = LocationRange.between(new Location(1, 2), new Location(3, 4));
    private static final String OBJECT = "01" + "00" + "02" + "80" + "00" + "0161"; // 1:2 "a"

    private final FetchRecorder fetched = new FetchRecorder();

    private static FetchRequest standalone(LocationRange range) {
        return new FetchRequest(new FetchRequest.Standalone(Fixtures.CLOCK, range), 9, GroupOrder.ASCENDING, List.of());
    }

    private static FetchRequest joining(FetchRequest.What what) {
        return new FetchRequest(what, 9, GroupOrder.PUBLISHER_DEFAULT, List.of());
    }

    private static FetchGranted granted(Location end) {
        return new FetchGranted(GroupOrder.ASCENDING, false, end);
    }

    private static FetchOk ok(long id, Location endOnWire) {
        return new FetchOk(id, GroupOrder.ASCENDING, false, endOnWire, Parameters.NONE);
    }

    private static Subscribe subscribe(long id, Filter filter) {
        return new Subscribe(id, Fixtures.CLOCK, 128, GroupOrder.PUBLISHER_DEFAULT, true, filter, Parameters.NONE);
    }

    private static Fetch fetch(long id, FetchRange range) {
        return new Fetch(id, 9, GroupOrder.PUBLISHER_DEFAULT, range, Parameters.NONE);
    }

    // Between two sessions

    @Test
    void fetchesRange() {
        SessionPair pair = SessionPair.open();
        pair.clientSession.fetch(standalone(RANGE), fetched);
        pair.run();
        IncomingFetch request = pair.server.fetches.remove();
        assertThat(request.track()).isEqualTo(Fixtures.CLOCK);
        assertThat(request.range()).isEqualTo(RANGE);
        assertThat(request.subscriberPriority()).isEqualTo(9);
        assertThat(request.groupOrder()).isEqualTo(GroupOrder.ASCENDING);

        SubgroupSender sender = request.accept(granted(new Location(3, 4)), Fixtures.NO_HANDLER);
        sender.write(Fixtures.object(1, 0, 2, "a"), false);
        sender.write(Fixtures.object(3, 1, 0, "b"), true);
        pair.run();

        assertThat(fetched.granted).containsExactly(granted(new Location(3, 4)));
        assertThat(fetched.texts()).containsExactly("a", "b");
        assertThat(fetched.objects).extracting(MoqObject::subgroupId).containsExactly(0L, 1L);
        assertThat(fetched.ends).containsExactly(StreamEnd.COMPLETE);
        pair.closeAndCheck();
    }

    @Test
    void fetchesWholeGroups() {
        SessionPair pair = SessionPair.open();
        LocationRange whole = LocationRange.throughGroup(new Location(1, 0), 2);
        pair.clientSession.fetch(standalone(whole), fetched);
        pair.run();
        IncomingFetch request = pair.server.fetches.remove();
        assertThat(request.range()).isEqualTo(whole);

        request.accept(
                        new FetchGranted(GroupOrder.DESCENDING, true, new Location(2, Location.MAX_ID)),
                        Fixtures.NO_HANDLER)
                .finish();
        pair.run();

        assertThat(fetched.granted)
                .containsExactly(new FetchGranted(GroupOrder.DESCENDING, true, new Location(2, Location.MAX_ID)));
        assertThat(fetched.ends).containsExactly(StreamEnd.COMPLETE);
        pair.closeAndCheck();
    }

    @Test
    void joinsSubscription() {
        SessionPair pair = SessionPair.open();
        SubscribeHandle subscription = pair.clientSession.subscribe(Fixtures.subscribe(), new TrackRecorder());
        pair.clientSession.fetch(joining(new FetchRequest.RelativeJoining(subscription, 2)), fetched);
        pair.run();
        assertThat(pair.server.fetches)
                .as("the subscription has to be answered first")
                .isEmpty();

        pair.server.subscribes.remove().accept(Fixtures.granted(Optional.of(new Location(7, 3))), new SenderRecorder());
        pair.run();

        IncomingFetch request = pair.server.fetches.remove();
        assertThat(request.track()).isEqualTo(Fixtures.CLOCK);
        assertThat(request.range()).isEqualTo(LocationRange.between(new Location(5, 0), new Location(7, 3)));
        request.accept(granted(new Location(7, 3)), Fixtures.NO_HANDLER).finish();
        pair.run();
        assertThat(fetched.granted).containsExactly(granted(new Location(7, 3)));
        pair.closeAndCheck();
    }

    @Test
    void cancellingResetsTheStream() {
        SessionPair pair = SessionPair.open();
        FetchHandle handle = pair.clientSession.fetch(standalone(RANGE), fetched);
        pair.run();
        IncomingFetch request = pair.server.fetches.remove();
        int[] cancelled = {0};
        request.onCancel(() -> cancelled[0]++);
        SubgroupSender sender = request.accept(granted(new Location(3, 4)), Fixtures.NO_HANDLER);
        sender.write(Fixtures.object(1, 0, 2, "a"), false);
        pair.run();

        handle.cancel();
        pair.run();
        sender.write(Fixtures.object(1, 0, 3, "late"), true);
        pair.run();

        assertThat(cancelled[0]).isEqualTo(1);
        assertThat(sender.isWritable()).isFalse();
        assertThat(fetched.texts()).containsExactly("a");
        assertThat(fetched.ends).isEmpty();
        pair.closeAndCheck();
    }

    @Test
    void pausesBeforeTheStreamComes() {
        SessionPair pair = SessionPair.open();
        FetchHandle handle = pair.clientSession.fetch(standalone(RANGE), fetched);
        handle.setReading(false);
        pair.run();
        SubgroupSender sender = pair.server.fetches.remove().accept(granted(new Location(3, 4)), Fixtures.NO_HANDLER);
        sender.write(Fixtures.object(1, 0, 2, "a"), false);
        sender.write(Fixtures.object(1, 0, 3, "b"), true);
        pair.run();
        assertThat(fetched.ends).isEmpty();

        handle.setReading(true);
        pair.run();

        assertThat(fetched.texts()).containsExactly("a", "b");
        pair.closeAndCheck();
    }

    // Ours

    @Test
    void sendsRangeAsTheWireHasIt() {
        RawPeer peer = RawPeer.server();

        peer.session().fetch(standalone(RANGE), fetched);
        peer.session().fetch(standalone(LocationRange.throughGroup(new Location(1, 0), 2)), new FetchRecorder());
        peer.time.run();

        assertThat(peer.received(Fetch.class))
                .extracting(Fetch::range)
                .containsExactly(
                        new FetchRange.Standalone(Fixtures.CLOCK, new Location(1, 2), new Location(3, 5)),
                        new FetchRange.Standalone(Fixtures.CLOCK, new Location(1, 0), new Location(2, 0)));
    }

    @Test
    void takesObjectsBeforeTheAnswer() {
        RawPeer peer = RawPeer.server();
        peer.session().fetch(standalone(RANGE), fetched);
        SendStream stream = peer.open("05" + "00" + OBJECT);
        peer.write(stream, true, "01" + "00" + "03" + "80" + "00" + "0162");
        assertThat(fetched.texts()).containsExactly("a", "b");
        assertThat(fetched.ends).hasSize(1);

        peer.send(ok(0, new Location(3, 5)));

        assertThat(fetched.granted).hasSize(1);
        peer.expectOpen();
    }

    @Test
    void stopsStreamOfFetchThatFailed() {
        RawPeer peer = RawPeer.server();
        peer.session().fetch(standalone(RANGE), fetched);
        SendStream stream = peer.open("05" + "00" + OBJECT);

        peer.send(new FetchError(0, 0x6, ByteString.of("nothing")));

        assertThat(fetched.errors).singleElement().satisfies(refusal -> {
            assertThat(refusal.codeName()).isEqualTo("NO_OBJECTS");
            assertThat(refusal).hasMessageContaining("FETCH live/clock");
        });
        assertThat(stream.isWritable()).isFalse();
        assertThat(fetched.ends).isEmpty();
    }

    private static List<Arguments> badEnds() {
        return List.of(Arguments.of(new Location(1, 2)), Arguments.of(new Location(0, 9)));
    }

    @ParameterizedTest
    @MethodSource("badEnds")
    void rejectsEndBeforeTheStart(Location endOnWire) {
        RawPeer peer = RawPeer.server();
        peer.session().fetch(standalone(RANGE), fetched);

        peer.send(ok(0, endOnWire));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "End Location");
    }

    @Test
    void acceptsWholeGroupOfTheStart() {
        RawPeer peer = RawPeer.server();
        peer.session().fetch(standalone(RANGE), fetched);

        peer.send(ok(0, new Location(1, 0)));

        assertThat(fetched.granted).containsExactly(granted(new Location(1, Location.MAX_ID)));
    }

    @Test
    void acceptsNothingSpelledAsZero() {
        RawPeer peer = RawPeer.server();
        peer.session().fetch(standalone(RANGE), fetched);

        peer.send(ok(0, Location.ZERO));

        peer.expectOpen();
    }

    @Test
    void rejectsStreamOfFetchThatNeverWas() {
        RawPeer peer = RawPeer.server();

        peer.open("05" + "00" + OBJECT);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void dropsStreamOfFetchThatIsOver() {
        RawPeer peer = RawPeer.server();
        FetchHandle handle = peer.session().fetch(standalone(RANGE), fetched);
        handle.cancel();
        peer.time.run();
        assertThat(peer.received(FetchCancel.class)).containsExactly(new FetchCancel(0));

        SendStream early = peer.open("05" + "00" + OBJECT);
        peer.send(ok(0, new Location(3, 5)));
        SendStream late = peer.open("05" + "00" + OBJECT);

        assertThat(early.isWritable()).isFalse();
        assertThat(late.isWritable()).isFalse();
        assertThat(fetched.granted).isEmpty();
        assertThat(fetched.objects).isEmpty();
        peer.expectOpen();
    }

    @Test
    void rejectsSecondStream() {
        RawPeer peer = RawPeer.server();
        peer.session().fetch(standalone(RANGE), fetched);
        peer.open("05" + "00" + OBJECT);

        peer.open("05" + "00" + OBJECT);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "second stream");
    }

    @Test
    void rejectsSecondAnswer() {
        RawPeer peer = RawPeer.server();
        peer.session().fetch(standalone(RANGE), fetched);
        peer.send(ok(0, new Location(3, 5)));

        peer.send(ok(0, new Location(3, 5)));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void leavesMalformedTrackWithAllItsRequests() {
        RawPeer peer = RawPeer.server();
        TrackRecorder track = new TrackRecorder();
        peer.session().subscribe(Fixtures.subscribe(), track);
        peer.send(new SubscribeOk(0, 7, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE));
        peer.session().fetch(standalone(RANGE), fetched);
        FetchRecorder other = new FetchRecorder();
        peer.session().fetch(standalone(RANGE), other);
        peer.send(ok(2, new Location(3, 5)));

        peer.open("05" + "02" + OBJECT + OBJECT); // the same object twice

        assertThat(fetched.ends).containsExactly(new StreamEnd(StreamEnd.Kind.MALFORMED, -1, ""));
        assertThat(other.errors).singleElement().satisfies(refusal -> assertThat(refusal.error())
                .contains(RequestError.MALFORMED_TRACK));
        assertThat(track.done).hasSize(1);
        assertThat(peer.received(Unsubscribe.class)).hasSize(1);
        assertThat(peer.received(FetchCancel.class))
                .extracting(FetchCancel::requestId)
                .containsExactlyInAnyOrder(2L, 4L);
        peer.expectOpen();
    }

    private static List<Arguments> beyondAnEnd() {
        return List.of(
                Arguments.of("01" + "00" + "02" + "80" + "00" + "0003", "01" + "00" + "03" + "80" + "00" + "0161"),
                Arguments.of("01" + "00" + "02" + "80" + "00" + "0004", "02" + "00" + "00" + "80" + "00" + "0161"),
                Arguments.of("01" + "00" + "02" + "80" + "00" + "0004", "02" + "00" + "00" + "80" + "00" + "0004"));
    }

    @ParameterizedTest
    @MethodSource("beyondAnEnd")
    void leavesTrackWhoseFetchGoesOnBehindAnEnd(String end, String next) {
        RawPeer peer = RawPeer.server();
        peer.session().fetch(standalone(RANGE), fetched);
        peer.send(ok(0, new Location(3, 5)));

        SendStream stream = peer.open("05" + "00" + end + next);

        assertThat(fetched.objects).extracting(MoqObject::location).containsExactly(new Location(1, 2));
        assertThat(fetched.ends).containsExactly(new StreamEnd(StreamEnd.Kind.MALFORMED, -1, ""));
        assertThat(peer.received(FetchCancel.class)).containsExactly(new FetchCancel(0));
        assertThat(stream.isWritable()).as("stopped").isFalse();
        peer.expectOpen();
    }

    @Test
    void refusesToJoinWhatCannotBeJoined() {
        RawPeer peer = RawPeer.server();
        SubscribeHandle absolute = peer.session()
                .subscribe(
                        Fixtures.subscribe(Fixtures.CLOCK, SubscribeFilter.from(Location.ZERO)), new TrackRecorder());
        SubscribeHandle gone = peer.session()
                .subscribe(
                        Fixtures.subscribe(FullTrackName.of("live", "other"), SubscribeFilter.latest()),
                        new TrackRecorder());
        gone.cancel();

        for (SubscribeHandle handle : List.of(absolute, gone)) {
            assertThatThrownBy(
                            () -> peer.session().fetch(joining(new FetchRequest.AbsoluteJoining(handle, 1)), fetched))
                    .isInstanceOfSatisfying(MoqRequestException.class, refusal -> assertThat(refusal.error())
                            .contains(RequestError.INVALID_JOINING_REQUEST_ID));
        }
        peer.time.run();
        assertThat(peer.received(Fetch.class)).isEmpty();
    }

    @Test
    void refusesRangeThatEndsBeforeItStarts() {
        RawPeer peer = RawPeer.server();
        LocationRange inverted = LocationRange.between(new Location(3, 0), new Location(2, 0));

        assertThatThrownBy(() -> peer.session().fetch(standalone(inverted), fetched))
                .isInstanceOfSatisfying(MoqRequestException.class, refusal -> assertThat(refusal.error())
                        .contains(RequestError.INVALID_RANGE));
    }

    // Those of the peer

    @Test
    void refusesInvertedRangeOfPeer() {
        RawPeer peer = RawPeer.client();

        peer.send(fetch(0, new FetchRange.Standalone(Fixtures.CLOCK, new Location(3, 1), new Location(3, 1))));

        expectRefused(peer, 0, 0x5);
    }

    private static void expectRefused(RawPeer peer, long id, long code) {
        assertThat(peer.ours.fetches).isEmpty();
        assertThat(peer.received(FetchError.class)).singleElement().satisfies(error -> {
            assertThat(error.requestId()).isEqualTo(id);
            assertThat(error.errorCode()).isEqualTo(code);
        });
        peer.expectOpen();
    }

    private static RawPeer joinable(Filter filter, Optional<Location> largest) {
        RawPeer peer = RawPeer.client();
        peer.send(subscribe(0, filter));
        peer.ours.subscribes.remove().accept(Fixtures.granted(largest), new SenderRecorder());
        peer.time.run();
        return peer;
    }

    @Test
    void resolvesAbsoluteJoin() {
        RawPeer peer = joinable(Filter.LARGEST_OBJECT, Optional.of(new Location(7, 3)));

        peer.send(fetch(2, new FetchRange.AbsoluteJoining(0, 4)));

        assertThat(peer.ours.fetches.remove().range())
                .isEqualTo(LocationRange.between(new Location(4, 0), new Location(7, 3)));
    }

    @Test
    void beginsRelativeJoinBeforeTheFirstGroupWithTheFirst() {
        RawPeer peer = joinable(Filter.LARGEST_OBJECT, Optional.of(new Location(7, 3)));

        peer.send(fetch(2, new FetchRange.RelativeJoining(0, 100)));

        assertThat(peer.ours.fetches.remove().range())
                .isEqualTo(LocationRange.between(Location.ZERO, new Location(7, 3)));
    }

    @Test
    void refusesToJoinRequestThatIsNoSubscription() {
        RawPeer peer = RawPeer.client();

        peer.send(fetch(0, new FetchRange.RelativeJoining(8, 1)));

        expectRefused(peer, 0, 0x7);
    }

    @Test
    void refusesToJoinSubscriptionWithoutObjects() {
        RawPeer peer = joinable(Filter.LARGEST_OBJECT, Optional.empty());

        peer.send(fetch(2, new FetchRange.RelativeJoining(0, 1)));

        expectRefused(peer, 2, 0x5);
    }

    @Test
    void refusesJoinThatStartsAfterTheLargestObject() {
        RawPeer peer = joinable(Filter.LARGEST_OBJECT, Optional.of(new Location(7, 3)));

        peer.send(fetch(2, new FetchRange.AbsoluteJoining(0, 8)));

        expectRefused(peer, 2, 0x5);
    }

    @Test
    void rejectsJoinOfSubscriptionWithAnotherFilter() {
        RawPeer peer = joinable(Filter.NEXT_GROUP_START, Optional.of(new Location(7, 3)));

        peer.send(fetch(2, new FetchRange.RelativeJoining(0, 1)));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Joining Request ID");
    }

    @Test
    void refusesJoinOfSubscriptionThatIsRefused() {
        RawPeer peer = RawPeer.client();
        peer.send(subscribe(0, Filter.LARGEST_OBJECT), fetch(2, new FetchRange.RelativeJoining(0, 1)));

        peer.ours.subscribes.remove().reject(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, ""));
        peer.time.run();

        expectRefused(peer, 2, 0x7);
    }

    @Test
    void writesStreamAsTheDraftDrawsIt() {
        RawPeer peer = RawPeer.client();
        peer.send(fetch(0, new FetchRange.Standalone(Fixtures.CLOCK, new Location(1, 2), new Location(3, 0))));

        SubgroupSender sender =
                peer.ours.fetches.remove().accept(granted(new Location(3, Location.MAX_ID)), Fixtures.NO_HANDLER);
        sender.write(Fixtures.object(1, 0, 2, "a"), false);
        sender.finish();
        peer.time.run();

        assertThat(peer.received(FetchOk.class)).containsExactly(ok(0, new Location(3, 0)));
        assertThat(peer.streams.get(0).hex()).isEqualTo("05" + "00" + "01" + "00" + "02" + "64" + "00" + "0161");
        assertThat(peer.streams.get(0).ended()).isEqualTo("fin");
    }

    @Test
    void answersFetchThatWasGivenUpMeanwhile() {
        RawPeer peer = RawPeer.client();
        peer.send(fetch(0, new FetchRange.Standalone(Fixtures.CLOCK, new Location(1, 2), new Location(3, 0))));
        IncomingFetch request = peer.ours.fetches.remove();
        int[] cancelled = {0};
        request.onCancel(() -> cancelled[0]++);

        peer.send(new FetchCancel(0), new FetchCancel(0));
        SubgroupSender sender = request.accept(granted(new Location(3, 4)), Fixtures.NO_HANDLER);
        request.reject(Refusal.of(RequestError.INTERNAL_ERROR, "again"));
        sender.write(Fixtures.object(1, 0, 2, "a"), false);
        sender.finish();
        sender.reset(StreamError.CANCELLED);
        peer.time.run();

        assertThat(cancelled[0]).isEqualTo(1);
        assertThat(peer.received(FetchError.class)).hasSize(1);
        assertThat(peer.received(FetchOk.class)).isEmpty();
        assertThat(peer.streams).isEmpty();
    }

    @Test
    void resetsStreamOfFetchThatThePeerCancels() {
        RawPeer peer = RawPeer.client();
        peer.send(fetch(0, new FetchRange.Standalone(Fixtures.CLOCK, new Location(1, 2), new Location(3, 0))));
        SubgroupSender sender = peer.ours.fetches.remove().accept(granted(new Location(3, 4)), Fixtures.NO_HANDLER);
        sender.write(Fixtures.object(1, 0, 2, "a"), false);
        peer.time.run();

        peer.send(new FetchCancel(0));

        assertThat(peer.streams.get(0).ended()).isEqualTo("reset 1");
    }

    @Test
    void refusesJoinThatWasGivenUpMeanwhile() {
        RawPeer peer = RawPeer.client();
        peer.send(subscribe(0, Filter.LARGEST_OBJECT), fetch(2, new FetchRange.RelativeJoining(0, 1)));

        peer.send(new FetchCancel(2), new FetchCancel(2));
        expectRefused(peer, 2, 0x0);
        peer.ours.subscribes.remove().accept(Fixtures.granted(Optional.of(new Location(7, 3))), new SenderRecorder());
        peer.time.run();

        expectRefused(peer, 2, 0x0);
        assertThat(peer.received(FetchOk.class)).isEmpty();
    }

    @Test
    void rejectsCancelOfFetchThatNeverWas() {
        RawPeer peer = RawPeer.client();

        peer.send(new FetchCancel(0));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void joinsSubscriptionFromGroupOn() {
        RawPeer peer = RawPeer.server();
        SubscribeHandle subscription = peer.session().subscribe(Fixtures.subscribe(), new TrackRecorder());

        peer.session().fetch(joining(new FetchRequest.AbsoluteJoining(subscription, 4)), fetched);
        peer.time.run();

        assertThat(peer.lastReceived())
                .isEqualTo(new Fetch(
                        2, 9, GroupOrder.PUBLISHER_DEFAULT, new FetchRange.AbsoluteJoining(0, 4), Parameters.NONE));
    }

    @Test
    void refusesFetchesBeyondTheLimitOfOpenRequests() {
        RawPeer peer = RawPeer.server(
                Fixtures.options(Optional.empty(), Limits.defaults().withMaxRequests(2, 100)));
        peer.send(RawPeer.SERVER_SETUP);
        FetchRange range = new FetchRange.Standalone(Fixtures.CLOCK, Location.ZERO, new Location(1, 0));

        peer.send(fetch(1, range), fetch(3, range), fetch(5, range));

        assertThat(peer.ours.fetches).hasSize(2);
        assertThat(peer.received(FetchError.class)).singleElement().satisfies(error -> {
            assertThat(error.requestId()).isEqualTo(5);
            assertThat(error.errorCode()).isZero();
        });
        peer.expectOpen();
    }

    @Test
    void handsTokensToWhoeverServes() {
        RawPeer peer = RawPeer.client();
        Token token = new Token.UseValue(1, ByteString.of("secret"));
        Parameters parameters = new Parameters(List.of(new Parameter.Authorization(token)));

        peer.send(new Fetch(
                0,
                9,
                GroupOrder.ASCENDING,
                new FetchRange.Standalone(Fixtures.CLOCK, Location.ZERO, new Location(1, 0)),
                parameters));

        assertThat(peer.ours.fetches.remove().tokens()).containsExactly(new AuthToken(1, ByteString.of("secret")));
    }

    @Test
    void tellsEndOfGrantedFetchWhoseTrackIsMalformed() {
        RawPeer peer = RawPeer.server();
        peer.session().fetch(standalone(RANGE), fetched);
        peer.send(ok(0, new Location(3, 5)));

        SendStream stream = peer.open("05" + "00" + OBJECT + OBJECT); // the same object again

        assertThat(fetched.ends).singleElement().satisfies(end -> assertThat(end.kind())
                .isEqualTo(StreamEnd.Kind.MALFORMED));
        assertThat(peer.received(FetchCancel.class)).containsExactly(new FetchCancel(0));
        assertThat(stream.isWritable()).as("stopped").isFalse();
        peer.expectOpen();
    }

    @Test
    void leavesGrantedFetchWhoseTrackAnotherFindsMalformed() {
        RawPeer peer = RawPeer.server();
        FetchRecorder other = new FetchRecorder();
        peer.session().fetch(standalone(RANGE), fetched);
        peer.session().fetch(standalone(RANGE), other);
        peer.send(ok(0, new Location(3, 5)), ok(2, new Location(3, 5)));

        peer.open("05" + "02" + OBJECT + OBJECT); // the same object again, to the second

        assertThat(fetched.ends).singleElement().satisfies(end -> assertThat(end.kind())
                .isEqualTo(StreamEnd.Kind.MALFORMED));
        assertThat(peer.received(FetchCancel.class)).contains(new FetchCancel(0));
        peer.expectOpen();
    }
}
