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
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.RequestError;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.draft07.internal.Wire;
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

class SubscriptionTest {

    /** The Track Alias of the first subscription. */
    private static final String ALIAS = "a0 00 00 00";

    private final RawPeer peer = RawPeer.ofClient();
    private final Recorder recorder = new Recorder();

    @Test
    void sendsEveryField() {
        SubscribeRequest request = new SubscribeRequest(
                FullTrackName.of("a", "b", "c"),
                7,
                GroupOrder.DESCENDING,
                true,
                SubscribeFilter.latestObject(),
                Optional.of(Duration.ofMillis(500)),
                List.of(AuthToken.of("secret")));
        peer.session().subscribe(request, recorder);
        peer.time.run();
        Subscribe sent = peer.received(Subscribe.class).get(0);
        assertThat(sent.subscribeId()).isZero();
        assertThat(new FullTrackName(sent.namespace(), sent.name())).isEqualTo(FullTrackName.of("a", "b", "c"));
        assertThat(sent.subscriberPriority()).isEqualTo(7);
        assertThat(sent.groupOrder()).isEqualTo(GroupOrder.DESCENDING);
        assertThat(sent.filter()).isEqualTo(new Filter.LatestObject());
        assertThat(sent.parameters().varint(VersionParameter.DELIVERY_TIMEOUT)).hasValue(500);
        assertThat(sent.parameters().bytes(VersionParameter.AUTHORIZATION_INFO))
                .contains(org.moqj.core.model.ByteString.of("secret"));
        peer.closeAndCheck();
    }

    @Test
    void sendsEveryFilter() {
        assertThat(filterSent(SubscribeFilter.latest())).isEqualTo(new Filter.LatestGroup());
        assertThat(filterSent(SubscribeFilter.latestGroup())).isEqualTo(new Filter.LatestGroup());
        assertThat(filterSent(SubscribeFilter.latestObject())).isEqualTo(new Filter.LatestObject());
        assertThat(filterSent(SubscribeFilter.from(new Location(3, 4))))
                .isEqualTo(new Filter.AbsoluteStart(new Location(3, 4)));
        assertThat(filterSent(SubscribeFilter.range(new Location(3, 4), 9)))
                .isEqualTo(new Filter.AbsoluteRange(new Location(3, 4), 9, 0));
        assertThat(filterSent(SubscribeFilter.range(new Location(3, 4), new Location(9, 5))))
                .isEqualTo(new Filter.AbsoluteRange(new Location(3, 4), 9, 6));
    }

    @Test
    void refusesWhatTheDraftLacks() {
        assertUnsupported(Requests.subscribe(SubscribeFilter.nextGroup(), "a", "b"), Feature.FILTER_NEXT_GROUP);
        SubscribeRequest two = new SubscribeRequest(
                FullTrackName.of("a", "b"),
                0,
                GroupOrder.PUBLISHER_DEFAULT,
                true,
                SubscribeFilter.latest(),
                Optional.empty(),
                List.of(AuthToken.of("x"), AuthToken.of("y")));
        assertUnsupported(two, Feature.AUTHORIZATION_TOKEN);
        SubscribeRequest still = new SubscribeRequest(
                FullTrackName.of("a", "b"),
                0,
                GroupOrder.PUBLISHER_DEFAULT,
                false,
                SubscribeFilter.latest(),
                Optional.empty(),
                List.of());
        assertUnsupported(still, Feature.FORWARD);
        peer.time.run();
        assertThat(peer.received).isEmpty();
        peer.session().subscribe(Requests.subscribe("a", "b"), recorder);
    }

    @Test
    void refusesASecondSubscriptionToATrack() {
        peer.session().subscribe(Requests.subscribe("a", "b"), recorder);
        assertThatThrownBy(() -> peer.session().subscribe(Requests.subscribe("a", "b"), new Recorder()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("SUBSCRIBE a/b");
    }

    @Test
    void tellsWhatThePublisherGrants() {
        subscribe();
        peer.send(new SubscribeOk(
                0,
                2000,
                GroupOrder.DESCENDING,
                Optional.of(new Location(4, 5)),
                Parameters.NONE
                        .with(VersionParameter.DELIVERY_TIMEOUT, 30)
                        .with(VersionParameter.MAX_CACHE_DURATION, 40)));
        assertThat(recorder.granted.get(0).expires()).contains(Duration.ofSeconds(2));
        assertThat(recorder.granted.get(0).groupOrder()).isEqualTo(GroupOrder.DESCENDING);
        assertThat(recorder.granted.get(0).largest()).contains(new Location(4, 5));
        assertThat(recorder.granted.get(0).deliveryTimeout()).contains(Duration.ofMillis(30));
        assertThat(recorder.granted.get(0).maxCacheDuration()).contains(Duration.ofMillis(40));
        peer.closeAndCheck();
    }

    @Test
    void tellsThatThePublisherRefuses() {
        subscribe();
        peer.send(new SubscribeError(0, 3, ReasonPhrase.of("gone"), 0));
        MoqRequestException refusal = recorder.errors.get(0);
        assertThat(refusal.code()).isEqualTo(3);
        assertThat(refusal.codeName()).isEqualTo("Track Does Not Exist");
        assertThat(refusal.error()).contains(RequestError.TRACK_DOES_NOT_EXIST);
        assertThat(refusal).hasMessageContaining("SUBSCRIBE a/b").hasMessageContaining("gone");
        peer.session().subscribe(Requests.subscribe("a", "b"), new Recorder());
        peer.closeAndCheck();
    }

    @Test
    void asksAgainUnderTheAliasThatThePublisherWants() {
        subscribe();
        peer.send(new SubscribeError(0, 2, ReasonPhrase.of(""), 77));
        Subscribe again = peer.received(Subscribe.class).get(1);
        assertThat(again.subscribeId()).isEqualTo(1);
        assertThat(again.trackAlias()).isEqualTo(77);
        peer.send(ok(1));
        peer.openUni("04 40 4d | alias 77\n 01 00 00 | group 1, subgroup 0\n 00 01 78 | object");
        assertThat(recorder.texts()).containsExactly("x");
        peer.closeAndCheck();
    }

    @Test
    void givesUpOnAPublisherThatNeverLikesAnAlias() {
        subscribe();
        for (int id = 0; id < 4; id++) {
            assertThat(recorder.errors).isEmpty();
            peer.send(new SubscribeError(id, 2, ReasonPhrase.of(""), 77 + id));
        }
        assertThat(recorder.errors.get(0).error()).contains(RequestError.RETRY_TRACK_ALIAS);
        assertThat(peer.received(Subscribe.class)).hasSize(4);
        peer.closeAndCheck();
    }

    @Test
    void choosesNoAliasThatAPublisherChoseForAnotherTrack() {
        subscribe();
        peer.send(new SubscribeError(0, 2, ReasonPhrase.of(""), 0x2000_0002L));
        peer.session().subscribe(Requests.subscribe("a", "other"), new Recorder());
        peer.time.run();
        assertThat(peer.received(Subscribe.class).get(1).trackAlias()).isEqualTo(0x2000_0002L);
        assertThat(peer.received(Subscribe.class).get(2).trackAlias()).isEqualTo(0x2000_0003L);
        peer.closeAndCheck();
    }

    @Test
    void closesWhenTheWantedAliasIsInUse() {
        subscribe();
        peer.session().subscribe(Requests.subscribe("a", "other"), new Recorder());
        peer.time.run();
        long other = peer.received(Subscribe.class).get(1).trackAlias();
        peer.send(new SubscribeError(0, 2, ReasonPhrase.of(""), other));
        peer.assertClosed(0x4);
    }

    @Test
    void holdsObjectsBackThatOvertakeTheAnswer() {
        subscribe();
        SendStream stream =
                peer.openUni("04 " + ALIAS + "| header\n 05 00 01 | group 5\n 00 03 61 62 | half an object");
        assertThat(recorder.headers).isEmpty();
        peer.send(ok(0));
        assertThat(recorder.headers).hasSize(1);
        assertThat(recorder.objects).isEmpty();
        stream.write(Wire.buffer("63 | the rest\n 01 01 64 | another"), true);
        peer.time.run();
        assertThat(recorder.texts()).containsExactly("abc", "d");
        assertThat(recorder.ends).containsExactly(StreamEnd.COMPLETE);
        peer.closeAndCheck();
    }

    @Test
    void holdsTheEndOfAStreamBackThatOvertakesTheAnswer() {
        subscribe();
        SendStream first = peer.openUni("04 " + ALIAS + "| header\n 05 00 01 | group 5\n 00 01 61 | object");
        first.finish();
        SendStream second = peer.openUni("04 " + ALIAS + "| header\n 06 00 01 | group 6\n 00 01 62 | object");
        peer.time.run();
        second.reset(9);
        peer.time.run();
        peer.send(ok(0));
        assertThat(recorder.texts()).startsWith("a");
        assertThat(recorder.ends)
                .containsExactlyInAnyOrder(StreamEnd.COMPLETE, new StreamEnd(StreamEnd.Kind.RESET, 9, "0x9"));
        peer.closeAndCheck();
    }

    @Test
    void dropsWhatOvertookAnAnswerThatDoesNotCome() {
        subscribe();
        RawPeer.StopRecorder stops = new RawPeer.StopRecorder();
        SendStream stream = peer.openUni(stops);
        stream.write(Wire.buffer("04 " + ALIAS + "| header\n 05 00 01 | group 5\n 00 01 61 | object"), false);
        peer.time.run();
        peer.time.advance(Duration.ofSeconds(2));
        assertThat(stops.stops).containsExactly(0L);
        peer.send(ok(0));
        assertThat(recorder.headers).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void closesOnARefusalAfterObjects() {
        subscribe();
        peer.openUni("04 " + ALIAS + "| header\n 05 00 01 | group 5\n 00 01 61 | object");
        peer.send(new SubscribeError(0, 0, ReasonPhrase.of(""), 0));
        peer.assertClosed(0x3);
        assertThat(recorder.errors).isEmpty();
    }

    @Test
    void closesOnARefusalAfterObjectsThatWereDroppedMeanwhile() {
        subscribe();
        peer.openUni("04 " + ALIAS + "| header\n 05 00 01 | group 5\n 00 01 61 | object");
        peer.time.advance(Duration.ofSeconds(2));
        peer.send(new SubscribeError(0, 0, ReasonPhrase.of(""), 0));
        peer.assertClosed(0x3);
        assertThat(recorder.errors).isEmpty();
    }

    @Test
    void closesOnARefusalAfterADatagram() {
        subscribe();
        peer.sendDatagram("01 " + ALIAS + "05 00 01 01 61 | 5:0");
        peer.send(new SubscribeError(0, 0, ReasonPhrase.of(""), 0));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).contains("SUBSCRIBE_ERROR after objects");
    }

    @Test
    void takesARefusalAfterAHeaderAlone() {
        subscribe();
        peer.openUni("04 " + ALIAS + "| header\n 05 00 01 | group 5");
        peer.send(new SubscribeError(0, 3, ReasonPhrase.of(""), 0));
        assertThat(recorder.errors).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void updatesTheRange() {
        SubscribeHandle handle = subscribe();
        peer.send(ok(0));
        handle.update(new SubscriptionUpdate(
                LocationRange.between(new Location(1, 2), new Location(8, 3)),
                9,
                true,
                Optional.of(Duration.ofMillis(7))));
        handle.update(
                new SubscriptionUpdate(LocationRange.throughGroup(new Location(2, 0), 8), 9, true, Optional.empty()));
        handle.update(new SubscriptionUpdate(LocationRange.from(new Location(3, 0)), 9, true, Optional.empty()));
        peer.time.run();
        assertThat(peer.received(SubscribeUpdate.class))
                .containsExactly(
                        new SubscribeUpdate(
                                0, 1, 2, 9, 4, 9, Parameters.NONE.with(VersionParameter.DELIVERY_TIMEOUT, 7)),
                        new SubscribeUpdate(0, 2, 0, 9, 0, 9, Parameters.NONE),
                        new SubscribeUpdate(0, 3, 0, 0, 0, 9, Parameters.NONE));
        peer.closeAndCheck();
    }

    @Test
    void unsubscribesAndHearsNothingMore() {
        SubscribeHandle handle = subscribe();
        peer.send(ok(0));
        RawPeer.StopRecorder stops = new RawPeer.StopRecorder();
        SendStream stream = peer.openUni(stops);
        stream.write(Wire.buffer("04 " + ALIAS + "| header\n 05 00 01 | group 5\n 00 01 61 | object"), false);
        peer.time.run();
        handle.cancel();
        handle.cancel();
        peer.time.run();
        assertThat(peer.received(Unsubscribe.class)).containsExactly(new Unsubscribe(0));
        assertThat(stops.stops).containsExactly(0L);
        peer.send(new SubscribeDone(0, 0, ReasonPhrase.of(""), Optional.empty()));
        assertThat(recorder.done).isEmpty();
        peer.session().subscribe(Requests.subscribe("a", "b"), new Recorder());
        peer.closeAndCheck();
    }

    @Test
    void unsubscribesBeforeTheAnswer() {
        SubscribeHandle handle = subscribe();
        handle.cancel();
        peer.send(ok(0));
        peer.send(new SubscribeDone(0, 0, ReasonPhrase.of(""), Optional.empty()));
        assertThat(recorder.granted).isEmpty();
        assertThat(peer.received(Unsubscribe.class)).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void endsOnceTheFinalObjectHasArrived() {
        subscribe();
        peer.send(ok(0));
        SendStream stream = peer.openUni("04 " + ALIAS + "| header\n 05 00 01 | group 5\n 00 01 61 | object 0");
        peer.send(new SubscribeDone(0, 4, ReasonPhrase.of("over"), Optional.of(new Location(5, 1))));
        assertThat(recorder.done).isEmpty();
        stream.write(Wire.buffer("01 01 62 | object 1"), true);
        peer.time.run();
        assertThat(recorder.done).hasSize(1);
        assertThat(recorder.done.get(0).status()).isEqualTo(DoneStatus.SUBSCRIPTION_ENDED);
        assertThat(recorder.texts()).containsExactly("a", "b");
        peer.closeAndCheck();
    }

    @Test
    void endsAfterATimeWhereTheFinalObjectIsLost() {
        subscribe();
        peer.send(ok(0));
        peer.send(new SubscribeDone(0, 3, ReasonPhrase.of(""), Optional.of(new Location(5, 1))));
        peer.time.advance(Duration.ofMillis(2_999));
        assertThat(recorder.done).isEmpty();
        peer.time.advance(Duration.ofMillis(1));
        assertThat(recorder.done).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void takesObjectsThatAreLaterThanDone() {
        subscribe();
        peer.send(ok(0));
        peer.send(new SubscribeDone(0, 3, ReasonPhrase.of(""), Optional.of(new Location(5, 0))));
        SendStream stream = peer.openUni("04 " + ALIAS + "| header\n 05 00 01 | group 5\n 00 01 61 | object 0");
        stream.finish();
        peer.time.run();
        assertThat(recorder.texts()).containsExactly("a");
        assertThat(recorder.done).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void endsAtOnceWhereNothingWasPublished() {
        subscribe();
        peer.send(ok(0));
        peer.send(new SubscribeDone(0, 404, ReasonPhrase.of("closed"), Optional.empty()));
        assertThat(recorder.done.get(0).status()).isEqualTo(DoneStatus.OTHER);
        assertThat(recorder.done.get(0).codeName()).isEqualTo("0x194");
        assertThat(recorder.done.get(0).finalLocation()).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void waitsWhereThePublisherDoesNotKnowWhatItSent() {
        subscribe();
        peer.send(ok(0));
        SendStream stream = peer.openUni("04 " + ALIAS + "| header\n 05 00 01 | group 5\n 00 01 61 | object 0");
        stream.finish();
        peer.time.run();
        peer.send(new SubscribeDone(0, 0, ReasonPhrase.of("done"), Optional.empty()));
        assertThat(recorder.done).isEmpty();
        peer.time.advance(Duration.ofSeconds(3));
        assertThat(recorder.done).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void closesOnAnswersThatMustNotCome() {
        subscribe();
        peer.send(ok(0));
        peer.send(ok(0));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).contains("SUBSCRIBE_OK must not come in state ACTIVE");
    }

    @Test
    void closesOnDoneBeforeOk() {
        subscribe();
        peer.send(new SubscribeDone(0, 0, ReasonPhrase.of(""), Optional.empty()));
        peer.assertClosed(0x3);
    }

    @Test
    void closesOnAnswersToRequestsThatWereNotMade() {
        peer.send(ok(5));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).contains("no request 5");
    }

    @Test
    void waitsForTheLimitOfThePeer() {
        for (int i = 0; i < 100; i++) {
            peer.session().subscribe(Requests.subscribe("a", "track" + i), new Recorder());
        }
        SubscribeHandle beyond = peer.session().subscribe(Requests.subscribe("a", "beyond"), recorder);
        peer.session().subscribe(Requests.subscribe("a", "further"), recorder);
        peer.time.run();
        assertThat(peer.received(Subscribe.class)).hasSize(100);
        beyond.cancel();
        peer.send(new org.moqj.draft07.internal.message.MaxSubscribeId(101));
        assertThat(peer.received(Subscribe.class)).hasSize(101);
        assertThat(peer.received(Subscribe.class).get(100).subscribeId()).isEqualTo(100);
        assertThat(peer.received(Subscribe.class).get(100).name())
                .isEqualTo(org.moqj.core.model.ByteString.of("further"));
        assertThat(peer.received(Unsubscribe.class)).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void asksNothingOfAPeerThatStatesNoLimit() {
        RawPeer strict = RawPeer.ofClient(SessionPair.withProfile(PeerProfile.STRICT), RawPeer.MOQ_RS_SERVER_SETUP);
        strict.session().subscribe(Requests.subscribe("a", "b"), recorder);
        strict.time.run();
        assertThat(strict.received(Subscribe.class)).isEmpty();
        strict.send(new org.moqj.draft07.internal.message.MaxSubscribeId(1));
        assertThat(strict.received(Subscribe.class)).hasSize(1);
        strict.closeAndCheck();
        RawPeer moqRs = RawPeer.ofClient(SessionPair.OPTIONS, RawPeer.MOQ_RS_SERVER_SETUP);
        moqRs.session().subscribe(Requests.subscribe("a", "b"), new Recorder());
        moqRs.time.run();
        assertThat(moqRs.received(Subscribe.class)).hasSize(1);
        moqRs.closeAndCheck();
    }

    @Test
    void closesOnALimitThatDoesNotRise() {
        peer.send(new org.moqj.draft07.internal.message.MaxSubscribeId(100));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("Subscribe ID");
    }

    private SubscribeHandle subscribe() {
        SubscribeHandle handle = peer.session().subscribe(Requests.subscribe("a", "b"), recorder);
        peer.time.run();
        return handle;
    }

    private static SubscribeOk ok(long id) {
        return new SubscribeOk(id, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE);
    }

    private static Filter filterSent(SubscribeFilter filter) {
        RawPeer peer = RawPeer.ofClient();
        peer.session().subscribe(Requests.subscribe(filter, "a", "b"), new Recorder());
        peer.time.run();
        return peer.received(Subscribe.class).get(0).filter();
    }

    private void assertUnsupported(SubscribeRequest request, Feature feature) {
        assertThatThrownBy(() -> peer.session().subscribe(request, recorder))
                .isInstanceOfSatisfying(UnsupportedFeatureException.class, refusal -> assertThat(refusal.feature())
                        .isEqualTo(feature));
    }
}
