package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.moqj.core.FailurePhase;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.Refusal;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionListener;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.Side;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.VirtualTime;

/** A session's requests from the call to every way they end, over a draft that is the test. */
class SessionRequestsTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam");
    private static final TrackNamespace NAMESPACE = TrackNamespace.of("live");

    private final VirtualTime time = new VirtualTime();
    private final VirtualTime callbackTime = new VirtualTime();
    private final FakeDraft draft = new FakeDraft(MoqDraft.DRAFT_14, 0x20);
    private final List<String> events = new ArrayList<>();
    private final List<TrackRequest> trackRequests = new ArrayList<>();
    private final List<NamespaceOffer> offers = new ArrayList<>();
    private CoreSession session;

    @BeforeEach
    void setUp() {
        SessionOptions options = SessionOptions.builder()
                .handler(new SessionHandler() {
                    @Override
                    public void onTrackRequest(TrackRequest request) {
                        trackRequests.add(request);
                        if (request.track().name().toString().equals("error")) {
                            throw new AssertionError("an error in a handler");
                        }
                    }

                    @Override
                    public void onPublishNamespace(NamespaceOffer offer) {
                        offers.add(offer);
                    }
                })
                .listener(new SessionListener() {
                    @Override
                    public void onState(MoqSession told, SessionState state, org.moqj.core.MoqException cause) {
                        events.add(state.toString());
                    }
                })
                .build();
        session = Sessions.startClient(
                draft, InMemoryTransport.pair(time).client(), options, Duration.ofSeconds(5), callbackTime);
        draft.establish();
        settle();
    }

    private void settle() {
        for (int i = 0; i < 8; i++) {
            time.run();
            callbackTime.run();
        }
    }

    private void advance(Duration duration) {
        settle();
        time.advance(duration);
        settle();
    }

    private static SubscriptionGranted granted() {
        return new SubscriptionGranted(
                Optional.empty(), GroupOrder.ASCENDING, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static MoqSessionException lost() {
        return new MoqSessionException(FailurePhase.DATA, Side.REMOTE, 3, "PROTOCOL_VIOLATION", "gone", false, null);
    }

    @Test
    void subscribesAndLeaves() {
        CompletableFuture<Subscription> future = session.subscribe(TRACK, SubscribeOptions.defaults());
        settle();
        draft.subscribes.get(0).onOk(granted());
        settle();

        assertThat(future).isCompleted();
        future.join().close();
        settle();
        assertThat(draft.log).endsWith("subscribe live/cam", "unsubscribe live/cam");
    }

    @Test
    void requestThatIsNotAnsweredInTimeIsGivenUpAndForgotten() {
        CompletableFuture<Subscription> future = session.subscribe(TRACK, SubscribeOptions.defaults());
        advance(Duration.ofSeconds(10));

        assertThat(future).isCompletedExceptionally();
        assertThatThrownBy(future::join).cause().isInstanceOfSatisfying(MoqRequestException.class, e -> assertThat(
                        e.isTimeout())
                .isTrue());
        assertThat(draft.log).endsWith("subscribe live/cam", "unsubscribe live/cam");

        session.shutdown();
        advance(Duration.ofSeconds(3));
        assertThat(draft.log).containsOnlyOnce("unsubscribe live/cam");
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void cancelledRequestIsGivenUpAtThePeerAndForgotten() {
        CompletableFuture<Subscription> future = session.subscribe(TRACK, SubscribeOptions.defaults());
        settle();

        future.cancel(false);
        settle();

        assertThat(draft.log).endsWith("subscribe live/cam", "unsubscribe live/cam");
        assertThat(time.scheduledTasks()).isZero();
        session.shutdown();
        settle();
        assertThat(draft.log).containsOnlyOnce("unsubscribe live/cam");
    }

    @Test
    void requestThatIsCancelledBeforeItIsMadeIsNotMade() {
        session.subscribe(TRACK, SubscribeOptions.defaults()).cancel(false);
        settle();

        assertThat(draft.log).doesNotContain("subscribe live/cam");
    }

    @Test
    void subscriptionThatCameTooLateForItsUserIsLeft() {
        CompletableFuture<Subscription> future = session.subscribe(TRACK, SubscribeOptions.defaults());
        settle();
        draft.subscribes.get(0).onOk(granted());

        future.cancel(false);
        settle();

        assertThat(draft.log).endsWith("unsubscribe live/cam");
    }

    @Test
    void discoveryThatWasNotAnsweredTakesNoOffersAnyMore() {
        CompletableFuture<NamespaceSubscription> future = session.subscribeNamespace(TrackNamespace.EMPTY);
        advance(Duration.ofSeconds(10));
        assertThat(future).isCompletedExceptionally();

        draft.listener.onPublishNamespace(new Offer());
        settle();

        assertThat(offers).hasSize(1);
    }

    @Test
    void futuresNeverCompleteOnTheSessionsThread() {
        CompletableFuture<TrackPublisher> first = session.publish(TRACK);
        settle();
        draft.namespaces.get(0).onOk();
        settle();
        assertThat(first).isCompleted();

        CompletableFuture<TrackPublisher> second = session.publish(FullTrackName.of("live", "mic"));
        CompletableFuture<PublishedNamespace> third = session.publishNamespace(NAMESPACE);
        time.run();
        assertThat(second).isNotDone();
        assertThat(third).isNotDone();
        settle();

        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(draft.namespaces).hasSize(1);
    }

    @Test
    void publishThatIsCancelledLeavesNoTrack() {
        CompletableFuture<TrackPublisher> future = session.publish(TRACK);
        settle();
        future.cancel(false);
        draft.namespaces.get(0).onOk();
        settle();

        assertThat(session.findTrack(TRACK)).isEmpty();
    }

    @Test
    void namespaceThatNobodyWantsAnyMoreIsWithdrawn() {
        CompletableFuture<PublishedNamespace> first = session.publishNamespace(NAMESPACE);
        CompletableFuture<TrackPublisher> second = session.publish(TRACK);
        settle();
        first.cancel(false);
        settle();
        assertThat(draft.log).as("one still wants it").doesNotContain("withdraw live");

        second.cancel(false);
        settle();
        assertThat(draft.log).endsWith("publish namespace live", "withdraw live");
        assertThat(time.scheduledTasks()).isZero();
        assertThat(session.findTrack(TRACK)).isEmpty();

        CompletableFuture<PublishedNamespace> again = session.publishNamespace(NAMESPACE);
        settle();
        draft.namespaces.get(1).onOk();
        settle();
        assertThat(again).isCompleted();
    }

    @Test
    void namespaceThatIsGivenUpJustBeforeThePeerAgreesIsWithdrawn() {
        CompletableFuture<PublishedNamespace> future = session.publishNamespace(NAMESPACE);
        settle();
        draft.namespaces.get(0).onOk();
        future.cancel(false);
        settle();

        assertThat(draft.log).containsOnlyOnce("withdraw live").endsWith("withdraw live");
    }

    @Test
    void namespaceThatSomebodyHasStaysWhenAnotherGivesItUp() {
        CompletableFuture<PublishedNamespace> first = session.publishNamespace(NAMESPACE);
        settle();
        draft.namespaces.get(0).onOk();
        settle();
        session.publishNamespace(NAMESPACE).cancel(false);
        CompletableFuture<PublishedNamespace> second = session.publishNamespace(NAMESPACE);
        time.run();
        second.cancel(false);
        settle();

        assertThat(first).isCompleted();
        assertThat(draft.log).doesNotContain("withdraw live");
    }

    @Test
    void requestsThatAreGivenUpAreTakenBackAtThePeer() {
        CompletableFuture<NamespaceSubscription> following = session.subscribeNamespace(NAMESPACE);
        CompletableFuture<Fetch> fetching = session.fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 1));
        settle();
        following.cancel(false);
        fetching.cancel(false);
        settle();

        assertThat(draft.log).endsWith("unfollow live", "cancel fetch");
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void namespaceThatIsRefusedCanBeAskedForAgain() {
        CompletableFuture<TrackPublisher> refused = session.publish(TRACK);
        settle();
        draft.namespaces.get(0).onError(MoqRequestException.refused("PUBLISH_NAMESPACE", 1, "X", null, "no"));
        settle();
        assertThat(refused).isCompletedExceptionally();

        session.publish(TRACK);
        settle();

        assertThat(draft.namespaces).hasSize(2);
    }

    @Test
    void offersLeaveNothingBehindOnceTheyAreWithdrawn() {
        for (int i = 0; i < 100; i++) {
            Offer offer = new Offer();
            draft.listener.onPublishNamespace(offer);
            settle();
            NamespaceOffer told = offers.get(i);
            if (i % 2 == 0) {
                told.accept();
                settle();
                offer.withdrawn.run();
                settle();
                assertThat(told.withdrawn()).isCompleted();
            } else {
                told.refuse(Refusal.ofCode(1, "no"));
                settle();
            }
        }

        assertThat(session.tasksAtEnd()).isZero();
    }

    @Test
    void openOffersEndWithTheSession() {
        draft.listener.onPublishNamespace(new Offer());
        settle();
        offers.get(0).accept();
        settle();

        draft.listener.onClosed(lost());
        settle();

        assertThat(offers.get(0).withdrawn()).isCompleted();
    }

    @Test
    void requestThatTheDraftFailsToMakeFailsAloneAndAtOnce() {
        IllegalArgumentException bug = new IllegalArgumentException("a bug of the draft, provoked by this test");
        draft.requestFailure = bug;
        CompletableFuture<Subscription> failed = session.subscribe(TRACK, SubscribeOptions.defaults());
        settle();
        assertThat(failed.handle((nothing, error) -> error).join()).isSameAs(bug);

        draft.requestFailure = null;
        CompletableFuture<Subscription> next = session.subscribe(TRACK, SubscribeOptions.defaults());
        settle();
        draft.subscribes.get(0).onOk(granted());
        settle();
        assertThat(next).isCompleted();
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void answeredRequestOfThePeerLeavesNoTimerBehind() {
        for (int i = 0; i < 100; i++) {
            draft.listener.onSubscribe(FakeSubscribe.of(TRACK.namespace(), "track" + i));
            settle();
            if (i % 2 == 0) {
                trackRequests.get(i).refuse(Refusal.ofCode(1, "no"));
            } else {
                trackRequests.get(i).accept(TrackOptions.defaults());
            }
            settle();
        }

        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void sessionThatEndsBeforeItHasBegunEndsQuietly() {
        CoreSession unbegun = new CoreSession(
                draft, InMemoryTransport.pair(time).client(), SessionOptions.defaults(), new Callbacks(callbackTime));
        MoqSessionException lost = lost();
        unbegun.onClosed(lost);
        settle();

        assertThat(unbegun.state()).isEqualTo(SessionState.FAILED);
        assertThat(unbegun.established().handle((nothing, error) -> error).join())
                .isSameAs(lost);
    }

    @Test
    void handlerThatThrowsAnErrorHasItsRequestRefusedAndLaterOnesHeard() {
        FakeSubscribe first = FakeSubscribe.of(TRACK.namespace(), "error");
        draft.listener.onSubscribe(first);
        settle();
        assertThat(first.refusal).isNotNull();

        draft.listener.onSubscribe(FakeSubscribe.all());
        settle();

        assertThat(trackRequests).hasSize(2);
    }

    @Test
    void trackRequestsForOneTrackAreServedByOneTrack() {
        FakeSubscribe first = FakeSubscribe.all();
        FakeSubscribe second = FakeSubscribe.all();
        draft.listener.onSubscribe(first);
        draft.listener.onSubscribe(second);
        settle();

        TrackPublisher track = trackRequests.get(0).accept(TrackOptions.defaults());
        assertThat(trackRequests.get(1).accept(TrackOptions.defaults())).isSameAs(track);
        settle();

        assertThat(track.subscribers()).isEqualTo(2);
        assertThatThrownBy(() -> trackRequests.get(0).refuse(Refusal.ofCode(1, "")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everythingEndsWithTheSession() {
        CompletableFuture<Subscription> waiting = session.subscribe(TRACK, SubscribeOptions.defaults());
        CompletableFuture<TrackPublisher> publishing = session.publish(TRACK);
        settle();
        MoqSessionException lost = lost();

        draft.listener.onClosed(lost);
        settle();

        assertThat(waiting.handle((nothing, error) -> error).join()).isSameAs(lost);
        assertThat(publishing.handle((nothing, error) -> error).join()).isSameAs(lost);
        assertThat(session.closed().handle((nothing, error) -> error).join()).isSameAs(lost);
        assertThat(session.state()).isEqualTo(SessionState.FAILED);
        assertThat(events).containsExactly("CONNECTED", "FAILED");
        assertThat(session.subscribe(TRACK, SubscribeOptions.defaults())).isNotDone();
        settle();
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void requestAfterTheEndFailsWithTheReasonOfTheEnd() {
        MoqSessionException lost = lost();
        draft.listener.onClosed(lost);
        settle();

        CompletableFuture<Subscription> late = session.subscribe(TRACK, SubscribeOptions.defaults());
        settle();

        assertThat(late.handle((nothing, error) -> error).join()).isSameAs(lost);
    }

    @Test
    void featureThatTheDraftLacksIsRefusedAtOnce() {
        FakeDraft poor = new FakeDraft(MoqDraft.DRAFT_07, 0x40);
        poor.lacking.add(Feature.FORWARD);
        CoreSession other = Sessions.startClient(
                poor,
                InMemoryTransport.pair(time).client(),
                SessionOptions.defaults(),
                Duration.ofSeconds(5),
                callbackTime);
        poor.establish();
        settle();

        assertThatThrownBy(
                        () -> other.subscribe(TRACK, SubscribeOptions.defaults().withForward(false)))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("draft-07")
                .hasMessageContaining("the fake has no FORWARD");
        settle();
        assertThat(poor.log).containsExactly("start client");
    }

    @Test
    void trackOfAServerForgetsSessionsThatAreOver() {
        PublishedTrack shared = new PublishedTrack(TRACK, TrackOptions.defaults(), time, new Callbacks(callbackTime));
        session.register(shared);
        assertThat(shared.registries()).isOne();

        draft.listener.onClosed(lost());
        settle();

        assertThat(shared.registries()).isZero();
    }

    /** An offer of a namespace by the peer. */
    private static final class Offer implements IncomingNamespace {

        private Runnable withdrawn = () -> {};

        @Override
        public NamespaceRequest request() {
            return new NamespaceRequest(NAMESPACE, List.of());
        }

        @Override
        public void accept(Runnable told) {
            withdrawn = told;
        }

        @Override
        public void reject(Refusal refusal) {
            assertThat(refusal.code()).isEqualTo(1);
        }

        @Override
        public void cancel(Refusal reason) {
            throw new UnsupportedOperationException("Not asked for in these tests");
        }
    }
}
