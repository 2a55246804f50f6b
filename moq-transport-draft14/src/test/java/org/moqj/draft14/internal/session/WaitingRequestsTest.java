package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.MaxRequestId;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.PublishNamespace;
import org.moqj.draft14.internal.message.RequestsBlocked;
import org.moqj.draft14.internal.message.ServerSetup;

/** Requests that wait for the peer's MAX_REQUEST_ID to rise (draft-14, sections 9.5 and 9.6). */
class WaitingRequestsTest {

    private static final ServerSetup NO_REQUESTS =
            new ServerSetup(0xff00000eL, new Parameters(List.of(new Parameter.Binary(0x7, ByteString.of("raw")))));

    private static List<Arguments> requests() {
        FetchRequest range = new FetchRequest(
                new FetchRequest.Standalone(Fixtures.CLOCK, LocationRange.throughGroup(Location.ZERO, 1)),
                9,
                GroupOrder.ASCENDING,
                List.of());
        return List.of(
                request("SUBSCRIBE", session -> session.subscribe(Fixtures.subscribe(), new TrackRecorder())),
                request("FETCH", session -> session.fetch(range, new FetchRecorder())),
                request(
                        "PUBLISH_NAMESPACE",
                        session -> session.publishNamespace(Fixtures.namespace("a"), new AnswerRecorder())),
                request(
                        "SUBSCRIBE_NAMESPACE",
                        session -> session.subscribeNamespace(Fixtures.namespace("a"), new AnswerRecorder())));
    }

    private static Arguments request(String name, Function<Draft14Session, RequestHandle> make) {
        return Arguments.of(name, make);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isNotSentOnceItWasGivenUp(String name, Function<Draft14Session, RequestHandle> make) {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(NO_REQUESTS);
        RequestHandle handle = make.apply(peer.session());
        peer.time.run();
        assertThat(peer.lastReceived()).isEqualTo(new RequestsBlocked(0));

        handle.cancel();
        peer.send(new MaxRequestId(10));
        peer.session().publishNamespace(Fixtures.namespace("b"), new AnswerRecorder());
        peer.time.run();

        assertThat(peer.lastReceived()).isEqualTo(new PublishNamespace(0, TrackNamespace.of("b"), Parameters.NONE));
        assertThat(sentAfterSetup(peer)).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isSentOnceTheLimitRises(String name, Function<Draft14Session, RequestHandle> make) {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(NO_REQUESTS);
        RequestHandle handle = make.apply(peer.session());

        peer.send(new MaxRequestId(1));

        assertThat(sentAfterSetup(peer)).hasSize(2);
        assertThat(peer.lastReceived().type().name()).isEqualTo(name);
        peer.session().close(0, "");
        handle.cancel();
        peer.time.run();
        assertThat(sentAfterSetup(peer)).as("nothing after the end").hasSize(2);
        peer.assertNothingLeft();
    }

    private static List<ControlMessage> sentAfterSetup(RawPeer peer) {
        return peer.received.subList(1, peer.received.size());
    }
}
