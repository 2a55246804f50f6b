package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.moqj.core.Feature;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.SessionError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionListener;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** Asking a peer to move (draft-14, sections 3.5 and 9.4; draft-07, sections 3.6 and 6.3). */
@DisplayName("GOAWAY")
class GoawayTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");

    /** Remembers where it is asked to go. */
    private static final class Goaways implements SessionListener {

        private final List<String> uris = new ArrayList<>();

        @Override
        public void onGoaway(MoqSession session, String newUri) {
            uris.add(newUri);
        }
    }

    private static SessionPair listening(MoqDraft draft, SessionListener client, SessionListener server) {
        return SessionPair.connect(
                draft,
                SessionOptions.builder().listener(client).build(),
                SessionOptions.builder().listener(server).build(),
                Conditions.GENEROUS);
    }

    @EachDraft
    void theClientIsToldWhereToGo(MoqDraft draft) {
        Goaways told = new Goaways();
        SessionPair pair = listening(draft, told, new Goaways());

        pair.server().goaway("https://other.example.com/feed");
        pair.run();

        assertThat(told.uris).containsExactly("https://other.example.com/feed");
        assertThat(pair.client().state()).isEqualTo(SessionState.DRAINING);
        assertThat(pair.server().state()).isEqualTo(SessionState.DRAINING);
    }

    @EachDraft
    void nothingNewIsAskedOfAPeerThatLeaves(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        List<MoqObject> objects = pair.collect(pair.await(pair.client().subscribe(TRACK)));

        pair.server().goaway("");
        pair.run();

        assertThat(pair.awaitFailure(pair.client().subscribe(FullTrackName.of("live", "cam", "audio"))))
                .isInstanceOf(MoqRequestException.class);
        assertThat(pair.awaitFailure(pair.client().publish(FullTrackName.of("mine", "track"))))
                .isInstanceOf(MoqRequestException.class);
        try (GroupWriter group = track.nextGroup()) {
            group.write("what there is goes on");
        }
        pair.run();
        assertThat(objects).extracting(MoqObject::text).containsExactly("what there is goes on");
    }

    @EachDraft
    void whoWasAskedToGoClosesWithoutAnError(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        pair.server().goaway("");
        pair.run();

        pair.client().shutdown();
        pair.advance(Duration.ofSeconds(3));

        assertThat(pair.client().closed()).isCompleted();
        assertThat(pair.server().closed()).isCompleted();
        assertThat(pair.server().state()).isEqualTo(SessionState.CLOSED);
    }

    /** Draft-07 says nothing of a code for it, so that it is closed without one there. */
    @EachDraft
    void whoDoesNotGoIsCutOff(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());
        pair.server().goaway("");
        pair.run();

        pair.server().abort(SessionError.GOAWAY_TIMEOUT, "it is time");

        assertThat(pair.awaitFailure(pair.client().closed()))
                .isInstanceOfSatisfying(
                        MoqSessionException.class, end -> assertThat(end.code()).isEqualTo(0x10));
        assertThat(pair.client().state()).isEqualTo(SessionState.FAILED);
    }

    @EachDraft
    void whyGoawayCannotBeSentIsTold(MoqDraft draft) {
        SessionPair pair = SessionPair.connect(draft, SessionHandler.refuseAll());

        assertThat(pair.awaitFailure(pair.server().goaway("x".repeat(9000))))
                .isInstanceOf(IllegalArgumentException.class);
        pair.await(pair.server().goaway("").thenApply(nothing -> true));
        assertThat(pair.awaitFailure(pair.server().goaway(""))).isInstanceOf(MoqRequestException.class);
        pair.server().abort(SessionError.NO_ERROR, "");
        assertThat(pair.awaitFailure(pair.server().goaway(""))).isInstanceOf(MoqSessionException.class);
    }

    @EachDraft(needs = Feature.SEND_GOAWAY)
    void aClientAsksItsServerToMove(MoqDraft draft) {
        Goaways told = new Goaways();
        SessionPair pair = listening(draft, new Goaways(), told);
        assertThat(pair.server().supports(Feature.SEND_GOAWAY)).isTrue();
        if (Lacking.lacks(
                pair.client(), Feature.SEND_GOAWAY, () -> pair.client().goaway(""))) {
            return;
        }

        pair.client().goaway("");
        pair.run();

        assertThat(told.uris).containsExactly("");
        assertThat(pair.server().state()).isEqualTo(SessionState.DRAINING);
    }
}
