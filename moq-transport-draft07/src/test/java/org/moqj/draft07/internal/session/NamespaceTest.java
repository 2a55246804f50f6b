package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.AuthToken;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.draft07.internal.message.Announce;
import org.moqj.draft07.internal.message.AnnounceCancel;
import org.moqj.draft07.internal.message.AnnounceError;
import org.moqj.draft07.internal.message.AnnounceOk;
import org.moqj.draft07.internal.message.Filter;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.Unannounce;
import org.moqj.draft07.internal.message.VersionParameter;

class NamespaceTest {

    private static final TrackNamespace LIVE = TrackNamespace.of("live", "cam");

    private final Answer answer = new Answer();

    @Test
    void announcesAndWithdraws() {
        SessionPair sessions = SessionPair.established();
        NamespaceHandle handle = sessions.client.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        sessions.run();
        int[] withdrawn = new int[1];
        assertThat(sessions.server.namespaces.get(0).request().namespace()).isEqualTo(LIVE);
        sessions.server.namespaces.get(0).accept(() -> withdrawn[0]++);
        sessions.run();
        assertThat(answer.events).containsExactly("ok");
        handle.cancel();
        handle.cancel();
        sessions.run();
        assertThat(withdrawn).containsExactly(1);
        assertThat(answer.events).containsExactly("ok");
        sessions.closeAndCheck();
    }

    @Test
    void aServerAnnouncesToo() {
        SessionPair sessions = SessionPair.established();
        sessions.server.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        sessions.run();
        sessions.client.namespaces.get(0).reject(Refusal.of(RequestError.UNINTERESTED, "thanks"));
        sessions.run();
        assertThat(answer.events).containsExactly("error");
        assertThat(answer.failures.get(0))
                .hasMessageContaining("ANNOUNCE live/cam")
                .hasMessageContaining("thanks");
        sessions.closeAndCheck();
    }

    @Test
    void takesAnAgreementBack() {
        SessionPair sessions = SessionPair.established();
        sessions.client.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        sessions.run();
        sessions.server.namespaces.get(0).accept(() -> {});
        sessions.run();
        sessions.server.namespaces.get(0).cancel(Refusal.ofCode(77, "moved"));
        sessions.server.namespaces.get(0).cancel(Refusal.ofCode(77, "moved"));
        sessions.run();
        assertThat(answer.events).containsExactly("ok", "cancel");
        assertThat(answer.failures.get(0).code()).isEqualTo(77);
        assertThat(answer.failures.get(0).codeName()).isEqualTo("0x4d");
        sessions.client.session().publishNamespace(Requests.namespace("live", "cam"), new Answer());
        sessions.run();
        assertThat(sessions.server.namespaces).hasSize(2);
        sessions.closeAndCheck();
    }

    @Test
    void sendsAndShowsTheToken() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().publishNamespace(new NamespaceRequest(LIVE, List.of(AuthToken.of("secret"))), answer);
        peer.time.run();
        Parameters token = Parameters.NONE.with(VersionParameter.AUTHORIZATION_INFO, ByteString.of("secret"));
        assertThat(peer.received).containsExactly(new Announce(LIVE, token));
        peer.send(new Announce(LIVE, token));
        assertThat(peer.endpoint.namespaces.get(0).request().tokens()).containsExactly(AuthToken.of("secret"));
        peer.closeAndCheck();
    }

    @Test
    void refusesToAnnounceTwice() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        assertThatThrownBy(() -> peer.session().publishNamespace(Requests.namespace("live", "cam"), new Answer()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("announced it already");
    }

    @Test
    void announcesAgainOnlyAfterTheAnswerToWhatItWithdrew() {
        RawPeer peer = RawPeer.ofClient();
        peer.session()
                .publishNamespace(Requests.namespace("live", "cam"), answer)
                .cancel();
        Answer second = new Answer();
        peer.session().publishNamespace(Requests.namespace("live", "cam"), second);
        peer.time.run();
        assertThat(peer.received).containsExactly(new Announce(LIVE, Parameters.NONE), new Unannounce(LIVE));
        peer.send(new AnnounceOk(LIVE));
        assertThat(peer.received(Announce.class)).hasSize(2);
        assertThat(answer.events).isEmpty();
        assertThat(second.events).isEmpty();
        peer.send(new AnnounceOk(LIVE));
        assertThat(second.events).containsExactly("ok");
        peer.closeAndCheck();
    }

    @Test
    void givesUpWhatWaitsForTheAnswerToWhatItWithdrew() {
        RawPeer peer = RawPeer.ofClient();
        peer.session()
                .publishNamespace(Requests.namespace("live", "cam"), answer)
                .cancel();
        Answer second = new Answer();
        peer.session()
                .publishNamespace(Requests.namespace("live", "cam"), second)
                .cancel();
        peer.time.run();
        peer.send(new AnnounceError(LIVE, 0, ReasonPhrase.of("")));
        assertThat(peer.received(Announce.class)).hasSize(1);
        assertThat(answer.events).isEmpty();
        assertThat(second.events).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void announcesAgainAtOnceWhereNothingIsToCome() {
        RawPeer peer = RawPeer.ofClient();
        NamespaceHandle handle = peer.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        peer.time.run();
        peer.send(new AnnounceOk(LIVE));
        handle.cancel();
        peer.session().publishNamespace(Requests.namespace("live", "cam"), new Answer());
        peer.time.run();
        assertThat(peer.received(Announce.class)).hasSize(2);
        peer.closeAndCheck();
    }

    @Test
    void announcesToMoqRsAgainOnlyAfterItsCancel() {
        RawPeer peer = RawPeer.ofClient(SessionPair.OPTIONS, RawPeer.MOQ_RS_SERVER_SETUP);
        NamespaceHandle handle = peer.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        peer.time.run();
        peer.send(new AnnounceOk(LIVE));
        handle.cancel();
        Answer second = new Answer();
        peer.session().publishNamespace(Requests.namespace("live", "cam"), second);
        peer.time.run();
        assertThat(peer.received(Announce.class)).hasSize(1);
        peer.send(new AnnounceCancel(LIVE, 0, ReasonPhrase.of("")));
        assertThat(peer.received(Announce.class)).hasSize(2);
        assertThat(answer.events).containsExactly("ok");
        assertThat(second.events).isEmpty();
        peer.closeAndCheck();
    }

    @Test
    void announcesToMoqRsAgainWhereItsCancelDoesNotCome() {
        RawPeer peer = RawPeer.ofClient(SessionPair.OPTIONS, RawPeer.MOQ_RS_SERVER_SETUP);
        NamespaceHandle handle = peer.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        peer.time.run();
        peer.send(new AnnounceOk(LIVE));
        handle.cancel();
        NamespaceHandle second = peer.session().publishNamespace(Requests.namespace("live", "cam"), new Answer());
        second.cancel();
        peer.session().publishNamespace(Requests.namespace("live", "cam"), new Answer());
        peer.time.advance(Duration.ofSeconds(3));
        assertThat(peer.received(Announce.class)).hasSize(2);
        peer.closeAndCheck();
    }

    @Test
    void closesOnSubscribeAfterAnnounceCancel() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        peer.time.run();
        peer.send(new AnnounceOk(LIVE));
        peer.send(new AnnounceCancel(LIVE, 0, ReasonPhrase.of("")));
        assertThat(answer.events).containsExactly("ok", "cancel");
        peer.send(subscribe());
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).contains("after ANNOUNCE_CANCEL");
    }

    @Test
    void takesSubscribeAfterAnnounceCancelFromMoqRs() {
        RawPeer peer = RawPeer.ofClient(SessionPair.OPTIONS, RawPeer.MOQ_RS_SERVER_SETUP);
        peer.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        peer.time.run();
        peer.send(new AnnounceOk(LIVE));
        peer.send(new AnnounceCancel(LIVE, 0, ReasonPhrase.of("")));
        peer.send(subscribe());
        assertThat(peer.endpoint.subscribes).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void ignoresAnswersForWhatIsNotAnnounced() {
        RawPeer peer = RawPeer.ofClient();
        peer.send(new AnnounceOk(LIVE));
        peer.send(new AnnounceError(LIVE, 1, ReasonPhrase.of("")));
        peer.send(new AnnounceCancel(LIVE, 1, ReasonPhrase.of("")));
        peer.send(new Unannounce(LIVE));
        peer.closeAndCheck();
    }

    @Test
    void closesOnASecondAnswer() {
        RawPeer peer = RawPeer.ofClient();
        peer.session().publishNamespace(Requests.namespace("live", "cam"), answer);
        peer.time.run();
        peer.send(new AnnounceOk(LIVE));
        peer.send(new AnnounceOk(LIVE));
        peer.assertClosed(0x3);
    }

    @Test
    void answersOnce() {
        RawPeer peer = RawPeer.ofClient();
        peer.send(new Announce(LIVE, Parameters.NONE));
        IncomingNamespace namespace = peer.endpoint.namespaces.get(0);
        namespace.accept(() -> {});
        assertThatThrownBy(() -> namespace.accept(() -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> namespace.reject(Refusal.of(RequestError.UNAUTHORIZED, "too late")))
                .isInstanceOf(IllegalStateException.class);
        peer.time.run();
        assertThat(peer.received).containsExactly(new AnnounceOk(LIVE));
        peer.closeAndCheck();
    }

    @Test
    void answersWhatWasWithdrawnBefore() {
        RawPeer peer = RawPeer.ofClient();
        peer.send(new Announce(LIVE, Parameters.NONE));
        peer.send(new Unannounce(LIVE));
        int[] withdrawn = new int[1];
        peer.endpoint.namespaces.get(0).accept(() -> withdrawn[0]++);
        peer.time.run();
        assertThat(peer.received).containsExactly(new AnnounceOk(LIVE));
        assertThat(withdrawn).containsExactly(1);
        peer.closeAndCheck();
    }

    @Test
    void refusesWhatThePeerAnnouncesTwice() {
        RawPeer peer = RawPeer.ofClient();
        peer.send(new Announce(LIVE, Parameters.NONE));
        peer.send(new Announce(LIVE, Parameters.NONE));
        assertThat(peer.endpoint.namespaces).hasSize(1);
        assertThat(peer.received(AnnounceError.class)).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void refusesMoreNamespacesThanItsLimit() {
        SessionPair sessions = SessionPair.established(
                SessionPair.OPTIONS,
                SessionPair.withLimits(Limits.defaults().withMaxRequests(10, 2)),
                Conditions.GENEROUS);
        for (int i = 0; i < 3; i++) {
            sessions.client.session().publishNamespace(Requests.namespace("live", "n" + i), answer);
        }
        sessions.run();
        assertThat(sessions.server.namespaces).hasSize(2);
        assertThat(answer.failures.get(0)).hasMessageContaining("too many");
        sessions.server.namespaces.get(0).reject(Refusal.of(RequestError.UNINTERESTED, ""));
        sessions.client.session().publishNamespace(Requests.namespace("live", "again"), new Answer());
        sessions.run();
        assertThat(sessions.server.namespaces).hasSize(3);
        sessions.closeAndCheck();
    }

    @Test
    void aStrictPeerIsHeldToTheDraft() {
        RawPeer peer = RawPeer.ofClient(SessionPair.withProfile(PeerProfile.STRICT), RawPeer.MOQ_RS_SERVER_SETUP);
        assertThat(peer.session().profile()).isEqualTo(PeerProfile.STRICT);
        peer.session().subscribe(Requests.subscribe("a", "b"), new Recorder());
        peer.time.run();
        assertThat(peer.received(Subscribe.class)).isEmpty();
        peer.closeAndCheck();
    }

    private static Subscribe subscribe() {
        return new Subscribe(
                0,
                1,
                LIVE,
                ByteString.of("video"),
                128,
                GroupOrder.ASCENDING,
                new Filter.LatestGroup(),
                Parameters.NONE);
    }
}
