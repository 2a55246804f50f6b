package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.FetchOptions;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSessionException;
import org.moqj.core.RangeRequest;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.TrackStatus;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** A track's state, tokens, and what both ends learn of each other at setup. */
@DisplayName("Set-up, track status and tokens")
class StatusAndTokensTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    @EachDraft
    void askingForATracksStateMakesNoSubscription(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        try (GroupWriter group = track.group(7)) {
            group.write("an object");
        }

        TrackStatus status = pair.await(pair.client().trackStatus(TRACK));

        assertThat(status.state()).isEqualTo(TrackStatus.State.IN_PROGRESS);
        assertThat(status.largest()).contains(new Location(7, 0));
        assertThat(track.subscribers()).isZero();
    }

    @EachDraft
    void aTracksStateFollowsTheTrack(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        assertThat(pair.await(pair.client().trackStatus(TRACK)).state()).isEqualTo(TrackStatus.State.DOES_NOT_EXIST);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        assertThat(pair.await(pair.client().trackStatus(TRACK)).state()).isEqualTo(TrackStatus.State.NOT_STARTED);
        try (GroupWriter group = track.nextGroup()) {
            group.write("an object");
        }
        assertThat(pair.await(pair.client().trackStatus(TRACK)).state()).isEqualTo(TrackStatus.State.IN_PROGRESS);

        track.finish();
        pair.run();

        assertThat(pair.await(pair.client().trackStatus(TRACK)).state())
                .isIn(TrackStatus.State.FINISHED, TrackStatus.State.DOES_NOT_EXIST);
    }

    /** Draft-07 has no type of token: the value travels alone. */
    @EachDraft
    void aSubscribersTokenReachesThePublisher(MoqDraft draft) {
        List<TrackRequest> requests = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                requests.add(request);
                request.refuse(Refusal.of(RequestError.UNAUTHORIZED, "that is not it"));
            }
        });

        CompletableFuture<Subscription> refused = pair.client()
                .subscribe(TRACK, SubscribeOptions.defaults().withTokens(List.of(AuthToken.of("open sesame"))));

        Refused.as(pair, RequestError.UNAUTHORIZED, refused);
        assertThat(requests)
                .singleElement()
                .extracting(TrackRequest::tokens)
                .isEqualTo(List.of(AuthToken.of("open sesame")));
        assertThat(pair.awaitFailure(refused)).hasMessageNotContaining("sesame");
        assertThat(requests.get(0).tokens()).asString().doesNotContain("sesame");
    }

    @EachDraft
    void severalTokensNeedADraftThatHasThem(MoqDraft draft) {
        List<TrackRequest> requests = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onTrackRequest(TrackRequest request) {
                requests.add(request);
                request.accept(TrackOptions.defaults());
            }
        });
        List<AuthToken> two = List.of(AuthToken.of("one"), AuthToken.of("two"));

        CompletableFuture<Subscription> asked =
                pair.client().subscribe(TRACK, SubscribeOptions.defaults().withTokens(two));

        if (pair.client().supports(Feature.AUTHORIZATION_TOKEN)) {
            pair.await(asked);
            assertThat(requests)
                    .singleElement()
                    .extracting(TrackRequest::tokens)
                    .isEqualTo(two);
        } else {
            assertThat(pair.awaitFailure(asked))
                    .isInstanceOfSatisfying(UnsupportedFeatureException.class, lacking -> assertThat(lacking.feature())
                            .isEqualTo(Feature.AUTHORIZATION_TOKEN));
            assertThat(requests).isEmpty();
        }
        assertThat(pair.client().state()).isEqualTo(SessionState.CONNECTED);
    }

    /** Draft-07's FETCH has no token: it says so rather than to ask without. */
    @EachDraft
    void aFetchesTokenReachesThePublisher(MoqDraft draft) {
        List<RangeRequest> requests = new ArrayList<>();
        SessionPair pair = SessionPair.connect(draft, new SessionHandler() {
            @Override
            public void onRangeRequest(RangeRequest request) {
                requests.add(request);
                request.refuse(Refusal.of(RequestError.UNAUTHORIZED, "that is not it"));
            }
        });
        AuthToken token = AuthToken.of("open sesame");

        var asked = pair.client()
                .fetch(
                        TRACK,
                        LocationRange.throughGroup(Location.ZERO, 1),
                        FetchOptions.defaults().withTokens(List.of(token)));

        if (pair.client().supports(Feature.AUTHORIZATION_TOKEN)) {
            Refused.as(pair, RequestError.UNAUTHORIZED, asked);
            assertThat(requests)
                    .singleElement()
                    .extracting(RangeRequest::tokens)
                    .isEqualTo(List.of(token));
        } else {
            assertThat(pair.awaitFailure(asked))
                    .isInstanceOfSatisfying(UnsupportedFeatureException.class, lacking -> assertThat(lacking.feature())
                            .isEqualTo(Feature.AUTHORIZATION_TOKEN));
            assertThat(requests).isEmpty();
        }
    }

    @EachDraft
    void endsWithoutACommonDraftDoNotMeet(MoqDraft draft) {
        MoqDraft other = draft.equals(MoqDraft.DRAFT_07) ? MoqDraft.DRAFT_14 : MoqDraft.DRAFT_07;

        SessionPair pair = SessionPair.between(draft, other);
        pair.advance(Duration.ofSeconds(11));

        assertThat(pair.awaitFailure(pair.established())).isInstanceOf(MoqSessionException.class);
        assertThat(pair.transports.leakedBytes()).isZero();
    }

    @EachDraft
    void bothEndsKnowWhatTheySpeakOver(MoqDraft draft) {
        SessionOptions named = SessionOptions.builder().implementation("a test").build();
        SessionPair pair = SessionPair.connect(draft, named, SessionOptions.defaults(), Conditions.GENEROUS);

        assertThat(pair.server().info().draft()).isEqualTo(draft);
        assertThat(pair.server().info().transport()).isEqualTo("WebTransport");
        assertThat(pair.server().info().path()).isEqualTo("/");
        // Draft-07 has no parameter for what a peer calls itself.
        assertThat(pair.server().info().peerImplementation())
                .isEqualTo(draft.equals(MoqDraft.DRAFT_07) ? "" : "a test");
    }

    @EachDraft
    void oneSessionSubscribesToATrackOnce(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        pair.server().register(TRACK, TrackOptions.defaults());
        Subscription first = pair.await(pair.client().subscribe(TRACK));

        assertThat(pair.awaitFailure(pair.client().subscribe(TRACK))).isInstanceOf(MoqRequestException.class);
        first.close();
        pair.run();

        assertThat(pair.await(pair.client().subscribe(TRACK)).track()).isEqualTo(TRACK);
    }
}
