package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.AuthToken;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.Fetch;
import org.moqj.draft14.internal.message.FetchRange;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.MaxRequestId;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishNamespace;
import org.moqj.draft14.internal.message.PublishNamespaceError;
import org.moqj.draft14.internal.message.PublishNamespaceOk;
import org.moqj.draft14.internal.message.RequestsBlocked;
import org.moqj.draft14.internal.message.ServerSetup;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeNamespace;
import org.moqj.draft14.internal.message.SubscribeUpdate;
import org.moqj.draft14.internal.message.TrackStatus;
import org.moqj.draft14.internal.message.Unsubscribe;

/** Request ids of both ends, and their limits (draft-14, sections 9.1, 9.5 and 9.6). */
class RequestIdsTest {

    private static ServerSetup serverSetup(long limit) {
        return new ServerSetup(
                0xff00000eL,
                new Parameters(
                        List.of(new Parameter.Numeric(0x2, limit), new Parameter.Binary(0x7, ByteString.of("raw")))));
    }

    private static PublishNamespace namespace(long id, String name) {
        return new PublishNamespace(id, TrackNamespace.of(name), Parameters.NONE);
    }

    @Test
    void clientCountsEvenIds() {
        RawPeer peer = RawPeer.server();

        peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder());
        peer.session().subscribe(Fixtures.subscribe(), new TrackRecorder());
        peer.session().publishNamespace(Fixtures.namespace("b"), new AnswerRecorder());
        peer.time.run();

        assertThat(peer.received(PublishNamespace.class))
                .extracting(PublishNamespace::requestId)
                .containsExactly(0L, 4L);
        assertThat(peer.received(Subscribe.class))
                .extracting(Subscribe::requestId)
                .containsExactly(2L);
    }

    @Test
    void serverCountsOddIds() {
        RawPeer peer = RawPeer.client();

        peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder());
        peer.session().publishNamespace(Fixtures.namespace("b"), new AnswerRecorder());
        peer.time.run();

        assertThat(peer.received(PublishNamespace.class))
                .extracting(PublishNamespace::requestId)
                .containsExactly(1L, 3L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void rejectsIdOfTheWrongSide(long id) {
        RawPeer peer = RawPeer.client();

        peer.send(namespace(id, "a"));

        peer.expectClosed(SessionCode.INVALID_REQUEST_ID, "Request ID");
    }

    @Test
    void rejectsIdThatWasUsed() {
        RawPeer peer = RawPeer.client();

        peer.send(namespace(0, "a"), namespace(2, "b"), namespace(2, "c"));

        peer.expectClosed(SessionCode.INVALID_REQUEST_ID, "Request ID");
    }

    @Test
    void letsGapsThrough() {
        RawPeer peer = RawPeer.client();

        peer.send(namespace(0, "a"), namespace(6, "b"));

        peer.expectOpen();
        assertThat(peer.ours.namespaces).hasSize(2);
    }

    @Test
    void rejectsGapsWhereTheUserAskedForStrictness() {
        RawPeer peer = RawPeer.client(Fixtures.options(Optional.of(PeerProfile.STRICT), Limits.defaults()));

        peer.send(namespace(0, "a"), namespace(6, "b"));

        peer.expectClosed(SessionCode.INVALID_REQUEST_ID, "expected 2, is 6");
    }

    @Test
    void updateSpendsAnId() {
        RawPeer peer = RawPeer.client();

        peer.send(
                new SubscribeUpdate(0, 0, Location.ZERO, OptionalLong.empty(), 1, true, Parameters.NONE),
                namespace(0, "a"));

        peer.expectClosed(SessionCode.INVALID_REQUEST_ID, "expected 2, is 0");
    }

    @Test
    void rejectsIdAtTheLimit() {
        DraftOptions options =
                Fixtures.options(Optional.empty(), Limits.defaults().withMaxRequests(2, 2));
        RawPeer peer = RawPeer.client(options);

        peer.send(namespace(4, "c"));

        peer.expectClosed(SessionCode.TOO_MANY_REQUESTS, "4 is not below 4");
    }

    /** One of each kind. */
    private static List<ControlMessage> requests(long id) {
        FullTrackName track = Fixtures.CLOCK;
        Subscribe subscribe =
                new Subscribe(id, track, 1, GroupOrder.ASCENDING, true, Filter.LARGEST_OBJECT, Parameters.NONE);
        return List.of(
                subscribe,
                new TrackStatus(subscribe),
                new SubscribeUpdate(id, 0, Location.ZERO, OptionalLong.empty(), 1, true, Parameters.NONE),
                new Publish(id, track, 7, GroupOrder.ASCENDING, Optional.empty(), true, Parameters.NONE),
                new Fetch(id, 1, GroupOrder.ASCENDING, new FetchRange.RelativeJoining(0, 0), Parameters.NONE),
                namespace(id, "a"),
                new SubscribeNamespace(id, TrackNamespace.of("a"), Parameters.NONE));
    }

    private static List<ControlMessage> requestsAtTheLimit() {
        return requests(4);
    }

    @ParameterizedTest
    @MethodSource("requestsAtTheLimit")
    void rejectsIdAtTheLimitInAnyRequest(ControlMessage request) {
        RawPeer peer = RawPeer.client(
                Fixtures.options(Optional.empty(), Limits.defaults().withMaxRequests(2, 2)));

        peer.send(request);

        peer.expectClosed(SessionCode.TOO_MANY_REQUESTS, "Request ID");
    }

    private static List<ControlMessage> requestsOfTheWrongSide() {
        return requests(1);
    }

    @ParameterizedTest
    @MethodSource("requestsOfTheWrongSide")
    void rejectsIdOfTheWrongSideInAnyRequest(ControlMessage request) {
        RawPeer peer = RawPeer.client();

        peer.send(request);

        peer.expectClosed(SessionCode.INVALID_REQUEST_ID, "Request ID");
    }

    @Test
    void serverGrantsIdsAsRequestsFinish() {
        DraftOptions options =
                Fixtures.options(Optional.empty(), Limits.defaults().withMaxRequests(2, 100));
        RawPeer peer = RawPeer.client(options);

        peer.send(namespace(0, "a"), namespace(2, "b"));
        assertThat(peer.received(MaxRequestId.class)).as("both are open").isEmpty();
        peer.ours.namespaces.remove().accept(() -> {});
        peer.ours.namespaces.remove().accept(() -> {});
        peer.time.run();

        assertThat(peer.received(MaxRequestId.class))
                .extracting(MaxRequestId::limit)
                .containsExactly(6L, 8L);
        peer.send(namespace(6, "c"));
        peer.expectOpen();
    }

    @Test
    void clientStatesOneLimitAndRefusesWhatIsTooMuchAtATime() {
        RawPeer peer = RawPeer.server(
                Fixtures.options(Optional.empty(), Limits.defaults().withMaxRequests(2, 100)));
        peer.send(RawPeer.SERVER_SETUP);

        peer.send(namespace(1, "a"), namespace(3, "b"), namespace(5, "c"));

        assertThat(peer.ours.namespaces).hasSize(2);
        assertThat(peer.received(PublishNamespaceError.class)).singleElement().satisfies(error -> {
            assertThat(error.requestId()).isEqualTo(5);
            assertThat(error.errorCode()).isZero();
        });
        assertThat(peer.received(MaxRequestId.class)).isEmpty();
        peer.expectOpen();
    }

    @Test
    void waitsForTheLimitToRise() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(serverSetup(2));
        AnswerRecorder second = new AnswerRecorder();
        peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder());
        peer.session().publishNamespace(Fixtures.namespace("b"), second);
        peer.session().publishNamespace(Fixtures.namespace("c"), new AnswerRecorder());
        peer.time.run();
        assertThat(peer.received(PublishNamespace.class)).hasSize(1);
        assertThat(peer.received(RequestsBlocked.class))
                .as("once a limit")
                .extracting(RequestsBlocked::limit)
                .containsExactly(2L);

        peer.send(new MaxRequestId(4));
        peer.send(new PublishNamespaceOk(2));

        assertThat(peer.received(PublishNamespace.class))
                .extracting(PublishNamespace::trackNamespace)
                .containsExactly(TrackNamespace.of("a"), TrackNamespace.of("b"));
        assertThat(second.oks).isEqualTo(1);
        assertThat(peer.received(RequestsBlocked.class))
                .extracting(RequestsBlocked::limit)
                .containsExactly(2L, 4L);
    }

    @Test
    void refusesAtOnceWhatWillBeTooLongWithTheIdItGets() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(serverSetup(2));
        peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder());
        AuthToken fitsWithIdsOfOneByte = new AuthToken(0, ByteString.copyOf(new byte[65_519]));
        NamespaceRequest tooLong = new NamespaceRequest(TrackNamespace.of("b"), List.of(fitsWithIdsOfOneByte));

        assertThatThrownBy(() -> peer.session().publishNamespace(tooLong, new AnswerRecorder()))
                .isInstanceOf(MoqRequestException.class);

        peer.session().publishNamespace(Fixtures.namespace("b"), new AnswerRecorder());
        peer.send(new MaxRequestId(100));
        assertThat(peer.received(PublishNamespace.class))
                .extracting(PublishNamespace::trackNamespace)
                .containsExactly(TrackNamespace.of("a"), TrackNamespace.of("b"));
        peer.expectOpen();
    }

    @Test
    void requestsThatAreGivenUpWhileTheyWaitAreNeverSent() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(serverSetup(2));
        peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder());
        List<RequestHandle> waiting = List.of(
                peer.session().publishNamespace(Fixtures.namespace("b"), new AnswerRecorder()),
                peer.session().subscribeNamespace(Fixtures.namespace("c"), new AnswerRecorder()),
                peer.session().subscribe(Fixtures.subscribe(), new TrackRecorder()),
                peer.session()
                        .fetch(
                                new FetchRequest(
                                        new FetchRequest.Standalone(
                                                Fixtures.CLOCK, LocationRange.throughGroup(Location.ZERO, 2)),
                                        9,
                                        GroupOrder.ASCENDING,
                                        List.of()),
                                new FetchRecorder()));
        waiting.forEach(RequestHandle::cancel);
        peer.session().publishNamespace(Fixtures.namespace("d"), new AnswerRecorder());
        peer.time.run();
        peer.received.clear();

        peer.send(new MaxRequestId(100));

        assertThat(peer.received).singleElement().isInstanceOfSatisfying(PublishNamespace.class, sent -> {
            assertThat(sent.trackNamespace()).isEqualTo(TrackNamespace.of("d"));
            assertThat(sent.requestId()).isEqualTo(2);
        });
        peer.session().subscribe(Fixtures.subscribe(), new TrackRecorder());
        peer.time.run();
        assertThat(peer.received(Subscribe.class)).as("the track is free again").hasSize(1);
        peer.expectOpen();
    }

    @Test
    void withoutLimitNoRequestIsAllowed() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(new ServerSetup(0xff00000eL, Parameters.NONE));

        peer.session().subscribe(Fixtures.subscribe(), new TrackRecorder());
        peer.time.run();

        assertThat(peer.received(Subscribe.class)).isEmpty();
        assertThat(peer.received(RequestsBlocked.class))
                .extracting(RequestsBlocked::limit)
                .containsExactly(0L);
    }

    @Test
    void waitingRequestThatWasGivenUpIsNotSent() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(serverSetup(0));
        TrackRecorder track = new TrackRecorder();
        SubscribeHandle handle = peer.session().subscribe(Fixtures.subscribe(), track);

        handle.cancel();
        peer.send(new MaxRequestId(10));

        assertThat(peer.received(Subscribe.class)).isEmpty();
        assertThat(peer.received(Unsubscribe.class)).isEmpty();
        peer.session().subscribe(Fixtures.subscribe(), track);
        peer.time.run();
        assertThat(peer.received(Subscribe.class))
                .extracting(Subscribe::requestId)
                .containsExactly(0L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 999, 1000})
    void rejectsLimitThatDoesNotRise(long limit) {
        RawPeer peer = RawPeer.server();

        peer.send(new MaxRequestId(limit));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void ignoresRequestsBlocked() {
        RawPeer peer = RawPeer.client();

        peer.send(new RequestsBlocked(2000), new RequestsBlocked(2000));

        peer.expectOpen();
    }

    @Test
    void relayOfMoqRsIsSentNoSessionUpdates() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(new ServerSetup(0xff00000eL, new Parameters(List.of(new Parameter.Numeric(0x2, 100)))));

        for (int i = 0; i < 50; i++) {
            peer.session().publishNamespace(Fixtures.namespace("n" + i), new AnswerRecorder());
        }
        assertThatThrownBy(
                        () -> peer.session().publishNamespace(Fixtures.namespace("one too many"), new AnswerRecorder()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("50 requests");
        assertThatThrownBy(() -> peer.session().goaway("")).isInstanceOf(UnsupportedFeatureException.class);
        peer.time.run();

        assertThat(peer.received(PublishNamespace.class)).hasSize(50);
        assertThat(peer.received(RequestsBlocked.class)).isEmpty();
    }

    @Test
    void refusesRequestThatIsTooLongAndSpendsNoId() {
        RawPeer peer = RawPeer.server();
        AuthToken large = new AuthToken(0, ByteString.copyOf(new byte[65000]));
        NamespaceRequest request = new NamespaceRequest(TrackNamespace.of("a"), List.of(large, large));

        assertThatThrownBy(() -> peer.session().publishNamespace(request, new AnswerRecorder()))
                .isInstanceOf(MoqRequestException.class);
        peer.session().publishNamespace(Fixtures.namespace("a"), new AnswerRecorder());
        peer.time.run();

        assertThat(peer.received(PublishNamespace.class))
                .extracting(PublishNamespace::requestId)
                .containsExactly(0L);
    }
}
