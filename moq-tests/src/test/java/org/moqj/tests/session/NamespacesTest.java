package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.moqj.core.NamespaceEvent.Kind.APPEARED;
import static org.moqj.core.NamespaceEvent.Kind.GONE;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSessionException;
import org.moqj.core.NamespaceEvent;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** Announced and followed namespaces (draft-14, sections 9.23 to 9.31; draft-07, sections 6.11 to 6.14 and 6.20 to 6.25). */
@DisplayName("Namespaces")
class NamespacesTest {

    private static final TrackNamespace LIVE = TrackNamespace.of("live");
    private static final TrackNamespace CAM = TrackNamespace.of("live", "cam");

    /** Takes every namespace, and tells every follower of {@code known} at once. */
    private static final class Directory implements SessionHandler {

        private final List<NamespaceOffer> offers = new ArrayList<>();
        private final List<NamespaceInterest> interests = new ArrayList<>();
        private final List<PublishedNamespace> told = new ArrayList<>();
        private final List<TrackNamespace> known;

        private Directory(TrackNamespace... known) {
            this.known = List.of(known);
        }

        @Override
        public void onPublishNamespace(NamespaceOffer offer) {
            offers.add(offer);
            offer.accept();
        }

        @Override
        public void onSubscribeNamespace(NamespaceInterest interest) {
            interests.add(interest);
            interest.accept();
            for (TrackNamespace namespace : known) {
                interest.session().publishNamespace(namespace).thenAccept(told::add);
            }
        }
    }

    @EachDraft
    void whatExistsAppearsFirst(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new Directory(CAM, TrackNamespace.of("live", "mic")));

        NamespaceSubscription following = pair.await(pair.client().subscribeNamespace(LIVE));
        Pulled<NamespaceEvent> events = Pulled.everything(pair, following.events());

        assertThat(events.items())
                .containsExactly(
                        new NamespaceEvent(APPEARED, CAM),
                        new NamespaceEvent(APPEARED, TrackNamespace.of("live", "mic")));
    }

    @EachDraft
    void prefixesMatchFieldByField(MoqDraft draft) {
        Directory local = new Directory();
        SessionOptions client = SessionOptions.builder().handler(local).build();
        SessionOptions server =
                SessionOptions.builder().handler(new Directory()).build();
        SessionPair pair = SessionPair.connect(draft, client, server, Conditions.GENEROUS);
        Pulled<NamespaceEvent> events = Pulled.everything(
                pair, pair.await(pair.client().subscribeNamespace(LIVE)).events());

        for (String first : List.of("live", "liv", "lives")) {
            pair.await(pair.server().publishNamespace(TrackNamespace.of(first, "cam")));
        }
        pair.await(pair.server().publishNamespace(LIVE));

        assertThat(events.items())
                .containsExactly(new NamespaceEvent(APPEARED, CAM), new NamespaceEvent(APPEARED, LIVE));
        assertThat(local.offers)
                .extracting(NamespaceOffer::namespace)
                .containsExactly(TrackNamespace.of("liv", "cam"), TrackNamespace.of("lives", "cam"));
    }

    @EachDraft
    void aNamespaceGoesAndComesBack(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new Directory());
        Pulled<NamespaceEvent> events = Pulled.everything(
                pair, pair.await(pair.client().subscribeNamespace(LIVE)).events());

        for (int i = 0; i < 2; i++) {
            pair.await(pair.server().publishNamespace(CAM)).close();
            pair.run();
        }

        assertThat(events.items()).extracting(NamespaceEvent::kind).containsExactly(APPEARED, GONE, APPEARED, GONE);
    }

    @EachDraft
    void anOverlappingPrefixIsRefused(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new Directory());
        pair.await(pair.client().subscribeNamespace(CAM));

        for (TrackNamespace overlapping : List.of(LIVE, CAM, CAM.append("hd"))) {
            Refused.as(
                    pair, RequestError.NAMESPACE_PREFIX_OVERLAP, pair.client().subscribeNamespace(overlapping));
        }
        assertThat(pair.await(pair.client().subscribeNamespace(TrackNamespace.of("other")))
                        .prefix())
                .isEqualTo(TrackNamespace.of("other"));
    }

    @EachDraft
    void aPrefixThatWasLeftIsFollowedAgain(MoqDraft draft) {
        Directory directory = new Directory();
        SessionPair pair = SessionPair.connect(draft, directory);
        NamespaceSubscription first = pair.await(pair.client().subscribeNamespace(LIVE));
        Pulled<NamespaceEvent> events = Pulled.everything(pair, first.events());

        first.close();
        pair.run();
        assertThat(directory.interests.get(0).unsubscribed()).isCompleted();
        assertThat(events.isCompleted()).isTrue();

        Pulled<NamespaceEvent> again = Pulled.everything(
                pair, pair.await(pair.client().subscribeNamespace(LIVE)).events());
        pair.await(pair.server().publishNamespace(CAM));
        assertThat(again.items()).containsExactly(new NamespaceEvent(APPEARED, CAM));
    }

    @EachDraft
    void followingIsRefusedWithAReason(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onSubscribeNamespace(NamespaceInterest interest) {
                interest.refuse(Refusal.of(RequestError.UNAUTHORIZED, "ask the owner"));
            }
        });

        CompletableFuture<NamespaceSubscription> following = pair.client().subscribeNamespace(LIVE);

        assertThat(pair.awaitFailure(following)).hasMessageContaining("ask the owner");
        Refused.asFarAsKnown(pair, RequestError.UNAUTHORIZED, following);
    }

    @EachDraft
    void announcingIsRefusedWithAReason(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onPublishNamespace(NamespaceOffer offer) {
                offer.refuse(Refusal.of(RequestError.UNINTERESTED, "not today"));
            }
        });

        CompletableFuture<PublishedNamespace> announced = pair.client().publishNamespace(CAM);

        assertThat(pair.awaitFailure(announced)).hasMessageContaining("not today");
        Refused.asFarAsKnown(pair, RequestError.UNINTERESTED, announced);
    }

    @EachDraft
    void anAnnouncementThatIsGivenUpIsWithdrawn(MoqDraft draft) {
        List<NamespaceOffer> waiting = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onPublishNamespace(NamespaceOffer offer) {
                waiting.add(offer);
            }
        });
        CompletableFuture<PublishedNamespace> announced = pair.client().publishNamespace(CAM);
        pair.run();

        announced.cancel(false);
        pair.run();
        waiting.get(0).accept();
        pair.run();

        assertThat(waiting.get(0).withdrawn()).isCompleted();
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
        assertThat(pair.server().state()).isEqualTo(SessionState.CONNECTED);
    }

    @EachDraft
    void aWithdrawnNamespaceLeavesItsSubscriptionsAlone(MoqDraft draft) {
        Directory directory = new Directory();
        SessionPair pair = SessionPair.connect(draft, directory);
        PublishedNamespace namespace = pair.await(pair.client().publishNamespace(CAM));
        TrackPublisher track = pair.client().register(FullTrackName.of(CAM, "video"), TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.server().subscribe(track.name())));

        namespace.close();
        pair.run();
        assertThat(directory.offers.get(0).withdrawn()).isCompleted();
        try (GroupWriter group = track.nextGroup()) {
            group.write("still here");
        }
        pair.run();

        assertThat(objects).extracting(MoqObject::text).containsExactly("still here");
    }

    @EachDraft
    void theEndOfASessionWithdrawsItsNamespaces(MoqDraft draft) {
        Directory directory = new Directory();
        SessionPair pair = SessionPair.connect(draft, directory);
        PublishedNamespace namespace = pair.await(pair.client().publishNamespace(CAM));

        pair.client().abort(SessionError.INTERNAL_ERROR, "gone");
        pair.run();

        assertThat(directory.offers.get(0).withdrawn()).isDone();
        assertThat(pair.awaitFailure(namespace.ended())).isInstanceOf(MoqSessionException.class);
    }

    @EachDraft
    void theEndOfASessionEndsWhatFollowsNamespaces(MoqDraft draft) {
        Directory directory = new Directory();
        SessionPair pair = SessionPair.connect(draft, directory);
        Pulled<NamespaceEvent> events = Pulled.everything(
                pair, pair.await(pair.client().subscribeNamespace(LIVE)).events());

        pair.server().abort(SessionError.INTERNAL_ERROR, "gone");
        pair.run();

        assertThat(events.error()).isInstanceOf(MoqSessionException.class);
        assertThat(directory.interests.get(0).unsubscribed()).isDone();
    }
}
