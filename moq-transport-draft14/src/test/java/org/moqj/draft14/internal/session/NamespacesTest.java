package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.IncomingSubscribeNamespace;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.PublishNamespace;
import org.moqj.draft14.internal.message.PublishNamespaceCancel;
import org.moqj.draft14.internal.message.PublishNamespaceDone;
import org.moqj.draft14.internal.message.PublishNamespaceError;
import org.moqj.draft14.internal.message.PublishNamespaceOk;
import org.moqj.draft14.internal.message.SubscribeNamespace;
import org.moqj.draft14.internal.message.SubscribeNamespaceError;
import org.moqj.draft14.internal.message.SubscribeNamespaceOk;
import org.moqj.draft14.internal.message.UnsubscribeNamespace;

/** Namespaces and prefixes of both ends (draft-14, sections 6 and 9.23 to 9.31). */
class NamespacesTest {

    private static final TrackNamespace LIVE = TrackNamespace.of("live");

    private static PublishNamespace publish(long id, String... fields) {
        return new PublishNamespace(id, TrackNamespace.of(fields), Parameters.NONE);
    }

    private static SubscribeNamespace follow(long id, String... fields) {
        return new SubscribeNamespace(id, TrackNamespace.of(fields), Parameters.NONE);
    }

    // Those of the peer

    @Test
    void refusesNamespaceThatIsPublishedAlready() {
        RawPeer peer = RawPeer.client();

        peer.send(publish(0, "live"), publish(2, "live"));

        assertThat(peer.ours.namespaces).hasSize(1);
        assertThat(peer.received(PublishNamespaceError.class)).singleElement().satisfies(error -> {
            assertThat(error.requestId()).isEqualTo(2);
            assertThat(error.errorCode()).isEqualTo(0x4);
        });
    }

    @Test
    void acceptsNamespaceAgainAfterItsEnd() {
        RawPeer peer = RawPeer.client();
        peer.send(publish(0, "live"));
        peer.ours.namespaces.remove().accept(() -> {});

        peer.send(new PublishNamespaceDone(LIVE), publish(2, "live"));

        assertThat(peer.ours.namespaces).hasSize(1);
    }

    @Test
    void refusesMoreNamespacesThanTheLimit() {
        RawPeer peer = RawPeer.client(
                Fixtures.options(Optional.empty(), Limits.defaults().withMaxRequests(100, 2)));
        peer.send(publish(0, "a"), publish(2, "b"));
        peer.ours.namespaces.forEach(namespace -> namespace.accept(() -> {}));

        peer.send(publish(4, "c"));

        assertThat(peer.received(PublishNamespaceError.class)).hasSize(1);
        peer.expectOpen();
    }

    @Test
    void ignoresEndOfNamespaceThatNobodyPublished() {
        RawPeer peer = RawPeer.client();

        peer.send(new PublishNamespaceDone(LIVE));

        peer.expectOpen();
    }

    @Test
    void answersNamespaceThatWasWithdrawnMeanwhile() {
        RawPeer peer = RawPeer.client();
        peer.send(publish(0, "live"), new PublishNamespaceDone(LIVE));
        int[] withdrawn = {0};

        peer.ours.namespaces.remove().accept(() -> withdrawn[0]++);
        assertThat(withdrawn[0]).as("not within the call").isZero();
        peer.time.run();

        assertThat(withdrawn[0]).isEqualTo(1);
        assertThat(peer.received(PublishNamespaceOk.class)).hasSize(1);
    }

    @Test
    void cancelsOnce() {
        RawPeer peer = RawPeer.client();
        peer.send(publish(0, "live"));
        IncomingNamespace namespace = peer.ours.namespaces.remove();
        namespace.cancel(Refusal.of(RequestError.UNAUTHORIZED, "not accepted yet"));
        int[] withdrawn = {0};
        namespace.accept(() -> withdrawn[0]++);

        namespace.cancel(Refusal.of(RequestError.EXPIRED_AUTH_TOKEN, "too old"));
        namespace.cancel(Refusal.of(RequestError.EXPIRED_AUTH_TOKEN, "again"));
        peer.send(new PublishNamespaceDone(LIVE)); // crossed

        assertThat(peer.received(PublishNamespaceCancel.class))
                .containsExactly(new PublishNamespaceCancel(LIVE, 0x12, ByteString.of("too old")));
        assertThat(withdrawn[0]).isZero();
    }

    @Test
    void answersEachRequestOnce() {
        RawPeer peer = RawPeer.client();
        peer.send(publish(0, "live"), follow(2, "a"));
        IncomingNamespace namespace = peer.ours.namespaces.remove();
        IncomingSubscribeNamespace prefix = peer.ours.prefixes.remove();

        namespace.accept(() -> {});
        namespace.accept(() -> {});
        namespace.reject(Refusal.of(RequestError.UNAUTHORIZED, "too late"));
        prefix.reject(Refusal.of(RequestError.UNAUTHORIZED, "no"));
        prefix.reject(Refusal.of(RequestError.UNAUTHORIZED, "again"));
        prefix.accept(() -> {});
        peer.time.run();

        assertThat(peer.received(PublishNamespaceOk.class)).hasSize(1);
        assertThat(peer.received(PublishNamespaceError.class)).isEmpty();
        assertThat(peer.received(SubscribeNamespaceError.class)).hasSize(1);
        assertThat(peer.received(SubscribeNamespaceOk.class)).isEmpty();
    }

    @Test
    void followsPrefix() {
        SessionPair pair = SessionPair.open();
        AnswerRecorder answer = new AnswerRecorder();
        RequestHandle handle = pair.clientSession.subscribeNamespace(Fixtures.namespace("live"), answer);
        pair.run();
        int[] unsubscribed = {0};
        IncomingSubscribeNamespace request = pair.server.prefixes.remove();
        assertThat(request.request().namespace()).isEqualTo(LIVE);
        request.accept(() -> unsubscribed[0]++);
        pair.run();
        assertThat(answer.oks).isEqualTo(1);

        pair.serverSession().publishNamespace(Fixtures.namespace("live", "cam"), new AnswerRecorder());
        pair.run();
        assertThat(pair.client.namespaces.remove().request().namespace()).isEqualTo(TrackNamespace.of("live", "cam"));
        handle.cancel();
        handle.cancel();
        pair.run();

        assertThat(unsubscribed[0]).isEqualTo(1);
        pair.closeAndCheck();
    }

    @Test
    void refusesPrefix() {
        SessionPair pair = SessionPair.open();
        AnswerRecorder answer = new AnswerRecorder();
        pair.clientSession.subscribeNamespace(Fixtures.namespace("live"), answer);
        pair.run();

        pair.server.prefixes.remove().reject(Refusal.of(RequestError.NAMESPACE_PREFIX_UNKNOWN, "none"));
        pair.run();

        assertThat(answer.errors).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(0x4);
            assertThat(refusal.codeName()).isEqualTo("NAMESPACE_PREFIX_UNKNOWN");
        });
        pair.closeAndCheck();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a", "a/b/c"})
    void refusesOverlappingPrefix(String path) {
        RawPeer peer = RawPeer.client();

        peer.send(follow(0, "a", "b"), new SubscribeNamespace(2, TrackNamespace.parse(path), Parameters.NONE));

        assertThat(peer.ours.prefixes).hasSize(1);
        assertThat(peer.received(SubscribeNamespaceError.class)).singleElement().satisfies(error -> {
            assertThat(error.requestId()).isEqualTo(2);
            assertThat(error.errorCode()).isEqualTo(0x5);
        });
    }

    @Test
    void acceptsPrefixesThatDoNotOverlap() {
        RawPeer peer = RawPeer.client();

        peer.send(follow(0, "a", "b"), follow(2, "a", "c"), follow(4, "ab"));

        assertThat(peer.ours.prefixes).hasSize(3);
    }

    @Test
    void acceptsEmptyPrefixOfPeer() {
        RawPeer peer = RawPeer.client();

        peer.send(new SubscribeNamespace(0, TrackNamespace.EMPTY, Parameters.NONE));

        assertThat(peer.ours.prefixes.remove().request().namespace()).isEqualTo(TrackNamespace.EMPTY);
    }

    @Test
    void acceptsPrefixAgainAfterUnsubscribing() {
        RawPeer peer = RawPeer.client();
        peer.send(follow(0, "a"));
        peer.ours.prefixes.remove().accept(() -> {});

        peer.send(new UnsubscribeNamespace(TrackNamespace.of("a")), follow(2, "a"));

        assertThat(peer.ours.prefixes).hasSize(1);
    }

    @Test
    void answersPrefixThatWasGivenUpMeanwhile() {
        RawPeer peer = RawPeer.client();
        peer.send(follow(0, "a"), new UnsubscribeNamespace(TrackNamespace.of("a")));
        int[] unsubscribed = {0};

        peer.ours.prefixes.remove().accept(() -> unsubscribed[0]++);
        peer.time.run();

        assertThat(unsubscribed[0]).isEqualTo(1);
        assertThat(peer.received(SubscribeNamespaceOk.class)).hasSize(1);
    }

    @Test
    void ignoresUnsubscribingFromPrefixThatNobodyFollows() {
        RawPeer peer = RawPeer.client();

        peer.send(new UnsubscribeNamespace(TrackNamespace.of("a")));

        peer.expectOpen();
    }

    // Ours

    @Test
    void publishesNamespaceOnce() {
        RawPeer peer = RawPeer.server();
        peer.session().publishNamespace(Fixtures.namespace("live"), new AnswerRecorder());

        assertThatThrownBy(() -> peer.session().publishNamespace(Fixtures.namespace("live"), new AnswerRecorder()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void publishesNamespaceAgainAfterCancel() {
        RawPeer peer = RawPeer.server();
        AnswerRecorder answer = new AnswerRecorder();
        peer.session().publishNamespace(Fixtures.namespace("live"), answer);
        peer.send(new PublishNamespaceOk(0));

        peer.send(new PublishNamespaceCancel(LIVE, 0x1, ByteString.of("expired")));
        peer.session().publishNamespace(Fixtures.namespace("live"), new AnswerRecorder());
        peer.time.run();

        assertThat(answer.cancels).hasSize(1);
        assertThat(peer.received(PublishNamespace.class)).hasSize(2);
        assertThat(peer.received(PublishNamespaceDone.class)).isEmpty();
    }

    @Test
    void withdrawsNamespaceBeforeItsAnswer() {
        RawPeer peer = RawPeer.server();
        AnswerRecorder answer = new AnswerRecorder();
        NamespaceHandle handle = peer.session().publishNamespace(Fixtures.namespace("live"), answer);
        handle.cancel();
        handle.cancel();

        peer.send(new PublishNamespaceOk(0));

        assertThat(peer.received(PublishNamespaceDone.class)).containsExactly(new PublishNamespaceDone(LIVE));
        assertThat(answer.oks).isZero();
        peer.expectOpen();
    }

    @Test
    void ignoresCancelOfNamespaceThatIsWithdrawn() {
        RawPeer peer = RawPeer.server();
        AnswerRecorder answer = new AnswerRecorder();
        NamespaceHandle handle = peer.session().publishNamespace(Fixtures.namespace("live"), answer);
        peer.send(new PublishNamespaceOk(0));
        handle.cancel();

        peer.send(new PublishNamespaceCancel(LIVE, 0, ByteString.of("")));

        assertThat(answer.cancels).isEmpty();
        peer.expectOpen();
    }

    @Test
    void rejectsSecondAnswer() {
        RawPeer peer = RawPeer.server();
        peer.session().publishNamespace(Fixtures.namespace("live"), new AnswerRecorder());
        peer.send(new PublishNamespaceOk(0));

        peer.send(new PublishNamespaceOk(0));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void rejectsSecondAnswerToPrefix() {
        RawPeer peer = RawPeer.server();
        peer.session().subscribeNamespace(Fixtures.namespace("live"), new AnswerRecorder());
        peer.send(new SubscribeNamespaceOk(0));

        peer.send(new SubscribeNamespaceOk(0));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void refusesToFollowOverlappingPrefixes() {
        RawPeer peer = RawPeer.server();
        peer.session().subscribeNamespace(Fixtures.namespace("a", "b"), new AnswerRecorder());

        assertThatThrownBy(() -> peer.session().subscribeNamespace(Fixtures.namespace("a"), new AnswerRecorder()))
                .isInstanceOfSatisfying(MoqRequestException.class, refusal -> assertThat(refusal.error())
                        .contains(RequestError.NAMESPACE_PREFIX_OVERLAP));
    }

    @Test
    void refusesNamesThatTheDraftForbids() {
        RawPeer peer = RawPeer.server();
        NamespaceRequest empty = new NamespaceRequest(TrackNamespace.EMPTY, List.of());
        NamespaceRequest large = Fixtures.namespace("x".repeat(4097));

        assertThatThrownBy(() -> peer.session().publishNamespace(empty, new AnswerRecorder()))
                .isInstanceOf(MoqRequestException.class);
        assertThatThrownBy(() -> peer.session().subscribeNamespace(empty, new AnswerRecorder()))
                .isInstanceOf(MoqRequestException.class);
        assertThatThrownBy(() -> peer.session().publishNamespace(large, new AnswerRecorder()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("4096");
    }
}
