package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.SubscribeAnnounces;
import org.moqj.draft07.internal.message.SubscribeAnnouncesError;
import org.moqj.draft07.internal.message.SubscribeAnnouncesOk;
import org.moqj.draft07.internal.message.UnsubscribeAnnounces;

class PrefixTest {

    private final Answer answer = new Answer();

    @Test
    void followsAPrefixUntilItHasHeardEnough() {
        SessionPair sessions = SessionPair.established();
        RequestHandle handle = sessions.client.session().subscribeNamespace(Requests.namespace("live"), answer);
        sessions.run();
        int[] unsubscribed = new int[1];
        assertThat(sessions.server.prefixes.get(0).request().namespace()).isEqualTo(TrackNamespace.of("live"));
        sessions.server.prefixes.get(0).accept(() -> unsubscribed[0]++);
        sessions.server.session().publishNamespace(Requests.namespace("live", "cam"), new Answer());
        sessions.run();
        assertThat(answer.events).containsExactly("ok");
        assertThat(sessions.client.namespaces).hasSize(1);
        handle.cancel();
        handle.cancel();
        sessions.run();
        assertThat(unsubscribed).containsExactly(1);
        sessions.closeAndCheck();
    }

    @Test
    void tellsThatThePublisherRefuses() {
        SessionPair sessions = SessionPair.established();
        sessions.client.session().subscribeNamespace(Requests.namespace("live"), answer);
        sessions.run();
        sessions.server.prefixes.get(0).reject(Refusal.of(RequestError.UNAUTHORIZED, "no"));
        sessions.run();
        assertThat(answer.events).containsExactly("error");
        assertThat(answer.failures.get(0)).hasMessageContaining("SUBSCRIBE_ANNOUNCES live");
        sessions.client.session().subscribeNamespace(Requests.namespace("live"), answer);
        sessions.closeAndCheck();
    }

    @Test
    void refusesToFollowOverlappingPrefixes() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().subscribeNamespace(Requests.namespace("a", "b"), answer);
        for (NamespaceRequest overlapping :
                List.of(Requests.namespace("a"), Requests.namespace("a", "b"), Requests.namespace("a", "b", "c"))) {
            assertThatThrownBy(() -> peer.session().subscribeNamespace(overlapping, answer))
                    .isInstanceOfSatisfying(MoqRequestException.class, refusal -> assertThat(refusal.error())
                            .contains(RequestError.NAMESPACE_PREFIX_OVERLAP));
        }
        peer.session().subscribeNamespace(Requests.namespace("a", "c"), answer);
    }

    @Test
    void refusesToFollowAnEmptyPrefix() {
        RawPeer peer = RawPeer.ofClient();
        NamespaceRequest empty = new NamespaceRequest(TrackNamespace.EMPTY, List.of());
        assertThatThrownBy(() -> peer.session().subscribeNamespace(empty, answer))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("empty prefix");
    }

    @Test
    void refusesOverlappingPrefixesOfThePeer() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(new SubscribeAnnounces(TrackNamespace.of("a", "b"), Parameters.NONE));
        for (TrackNamespace overlapping : List.of(
                TrackNamespace.EMPTY,
                TrackNamespace.of("a"),
                TrackNamespace.of("a", "b"),
                TrackNamespace.of("a", "b", "c"))) {
            peer.received.clear();
            peer.send(new SubscribeAnnounces(overlapping, Parameters.NONE));
            SubscribeAnnouncesError error = (SubscribeAnnouncesError) peer.received.get(0);
            assertThat(error.prefix()).isEqualTo(overlapping);
            assertThat(ReasonPhrase.text(error.reasonPhrase())).contains("OVERLAP");
        }
        assertThat(peer.endpoint.prefixes).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void takesAnEmptyPrefixOfThePeer() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(new SubscribeAnnounces(TrackNamespace.EMPTY, Parameters.NONE));
        assertThat(peer.endpoint.prefixes).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void waitsForTheAnswerToWhatItGaveUp() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().subscribeNamespace(Requests.namespace("a"), answer).cancel();
        peer.time.run();
        assertThat(peer.received)
                .containsExactly(
                        new SubscribeAnnounces(TrackNamespace.of("a"), Parameters.NONE),
                        new UnsubscribeAnnounces(TrackNamespace.of("a")));
        assertThatThrownBy(() -> peer.session().subscribeNamespace(Requests.namespace("a"), answer))
                .isInstanceOf(MoqRequestException.class);
        peer.send(new SubscribeAnnouncesOk(TrackNamespace.of("a")));
        assertThat(answer.events).isEmpty();
        peer.session().subscribeNamespace(Requests.namespace("a"), answer);
        peer.closeAndCheck();
    }

    @Test
    void hearsNothingOfARefusalOfWhatItGaveUp() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().subscribeNamespace(Requests.namespace("a"), answer).cancel();
        peer.time.run();
        peer.send(new SubscribeAnnouncesError(TrackNamespace.of("a"), 0, ReasonPhrase.of("")));
        assertThat(answer.events).isEmpty();
        peer.session().subscribeNamespace(Requests.namespace("a"), answer);
        peer.closeAndCheck();
    }

    @Test
    void answersWhatWasGivenUpBefore() {
        RawPeer peer = RawPeer.ofServer();
        peer.send(new SubscribeAnnounces(TrackNamespace.of("a"), Parameters.NONE));
        peer.send(new UnsubscribeAnnounces(TrackNamespace.of("a")));
        int[] unsubscribed = new int[1];
        peer.endpoint.prefixes.get(0).accept(() -> unsubscribed[0]++);
        peer.time.run();
        assertThat(peer.received).containsExactly(new SubscribeAnnouncesOk(TrackNamespace.of("a")));
        assertThat(unsubscribed).containsExactly(1);
        peer.closeAndCheck();
    }

    @Test
    void refusesMorePrefixesThanItsLimit() {
        RawPeer peer = RawPeer.ofServer(
                SessionPair.withLimits(Limits.defaults().withMaxRequests(10, 1)), RawPeer.STRICT_CLIENT_SETUP);
        peer.send(new SubscribeAnnounces(TrackNamespace.of("a"), Parameters.NONE));
        peer.send(new SubscribeAnnounces(TrackNamespace.of("b"), Parameters.NONE));
        assertThat(peer.endpoint.prefixes).hasSize(1);
        assertThat(peer.received(SubscribeAnnouncesError.class)).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void ignoresAnswersForWhatIsNotFollowed() {
        RawPeer peer = RawPeer.ofClient();
        peer.send(new SubscribeAnnouncesOk(TrackNamespace.of("a")));
        peer.send(new SubscribeAnnouncesError(TrackNamespace.of("a"), 0, ReasonPhrase.of("")));
        peer.send(new UnsubscribeAnnounces(TrackNamespace.of("a")));
        peer.closeAndCheck();
    }
}
