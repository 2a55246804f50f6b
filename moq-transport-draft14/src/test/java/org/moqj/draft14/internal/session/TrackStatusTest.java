package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.AuthToken;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.spi.draft.IncomingTrackStatus;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.MaxRequestId;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.ServerSetup;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.Token;
import org.moqj.draft14.internal.message.TrackStatus;
import org.moqj.draft14.internal.message.TrackStatusError;
import org.moqj.draft14.internal.message.TrackStatusOk;

/** Questions for the state of a track, of both ends (draft-14, sections 9.20 to 9.22). */
class TrackStatusTest {

    /** The answer to a question. */
    private static final class Answer implements TrackStatusListener {

        private final List<org.moqj.core.TrackStatus> answers = new ArrayList<>();
        private final List<MoqRequestException> errors = new ArrayList<>();

        @Override
        public void onStatus(org.moqj.core.TrackStatus status) {
            answers.add(status);
        }

        @Override
        public void onError(MoqRequestException refusal) {
            errors.add(refusal);
        }
    }

    private static final TrackStatusRequest REQUEST = new TrackStatusRequest(Fixtures.CLOCK, List.of());

    private final Answer answer = new Answer();

    private static org.moqj.core.TrackStatus status(org.moqj.core.TrackStatus.State state, Optional<Location> largest) {
        return new org.moqj.core.TrackStatus(state, largest, Optional.empty());
    }

    private static List<Arguments> states() {
        Optional<Location> largest = Optional.of(new Location(4, 5));
        return List.of(
                Arguments.of(
                        status(org.moqj.core.TrackStatus.State.IN_PROGRESS, largest),
                        status(org.moqj.core.TrackStatus.State.IN_PROGRESS, largest)),
                Arguments.of(
                        status(org.moqj.core.TrackStatus.State.NOT_STARTED, Optional.empty()),
                        status(org.moqj.core.TrackStatus.State.NOT_STARTED, Optional.empty())),
                Arguments.of(
                        status(org.moqj.core.TrackStatus.State.DOES_NOT_EXIST, Optional.empty()),
                        status(org.moqj.core.TrackStatus.State.DOES_NOT_EXIST, Optional.empty())),
                Arguments.of( // the draft has no word for an end
                        status(org.moqj.core.TrackStatus.State.FINISHED, largest),
                        status(org.moqj.core.TrackStatus.State.IN_PROGRESS, largest)));
    }

    @ParameterizedTest
    @MethodSource("states")
    void answers(org.moqj.core.TrackStatus given, org.moqj.core.TrackStatus told) {
        SessionPair pair = SessionPair.open();
        pair.clientSession.trackStatus(REQUEST, answer);
        pair.run();
        IncomingTrackStatus question = pair.server.trackStatuses.remove();
        assertThat(question.track()).isEqualTo(Fixtures.CLOCK);

        question.accept(given);
        question.accept(given);
        pair.run();

        assertThat(answer.answers).containsExactly(told);
        assertThat(answer.errors).isEmpty();
        pair.closeAndCheck();
    }

    @Test
    void refuses() {
        SessionPair pair = SessionPair.open();
        pair.clientSession.trackStatus(REQUEST, answer);
        pair.run();

        pair.server.trackStatuses.remove().reject(Refusal.of(RequestError.NOT_SUPPORTED, "not here"));
        pair.run();

        assertThat(answer.errors).singleElement().satisfies(refusal -> {
            assertThat(refusal.codeName()).isEqualTo("NOT_SUPPORTED");
            assertThat(refusal).hasMessageContaining("TRACK_STATUS live/clock");
        });
        pair.closeAndCheck();
    }

    @Test
    void acceptsAnyAliasInTheAnswer() {
        RawPeer peer = RawPeer.server();
        peer.session().trackStatus(REQUEST, answer);

        peer.send(new TrackStatusOk(
                new SubscribeOk(0, 99, 4000, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE)));

        assertThat(answer.answers)
                .containsExactly(new org.moqj.core.TrackStatus(
                        org.moqj.core.TrackStatus.State.NOT_STARTED,
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(4))));
    }

    @Test
    void answersWithAliasZero() {
        RawPeer peer = RawPeer.client();
        peer.send(new TrackStatus(question(0, Filter.LARGEST_OBJECT)));

        peer.ours.trackStatuses.remove().accept(status(org.moqj.core.TrackStatus.State.NOT_STARTED, Optional.empty()));
        peer.time.run();

        assertThat(peer.lastReceived())
                .isEqualTo(new TrackStatusOk(
                        new SubscribeOk(0, 0, 0, GroupOrder.ASCENDING, Optional.empty(), Parameters.NONE)));
    }

    private static Subscribe question(long id, Filter filter) {
        return new Subscribe(id, Fixtures.CLOCK, 128, GroupOrder.PUBLISHER_DEFAULT, true, filter, Parameters.NONE);
    }

    @Test
    void refusesInvertedRangeAsForSubscribe() {
        RawPeer peer = RawPeer.client();

        peer.send(new TrackStatus(question(0, Filter.range(new Location(3, 0), 2))));

        assertThat(peer.lastReceived()).isInstanceOfSatisfying(TrackStatusError.class, error -> assertThat(
                        error.layout().errorCode())
                .isEqualTo(0x5));
    }

    @Test
    void isNoSubscription() {
        RawPeer peer = RawPeer.client();
        peer.send(new TrackStatus(question(0, Filter.LARGEST_OBJECT)), question(2, Filter.LARGEST_OBJECT));

        assertThat(peer.ours.trackStatuses).hasSize(1);
        assertThat(peer.ours.subscribes).hasSize(1);
        peer.expectOpen();
    }

    @Test
    void swallowsAnswerToQuestionThatWasGivenUp() {
        RawPeer peer = RawPeer.server();
        RequestHandle handle = peer.session().trackStatus(REQUEST, answer);
        handle.cancel();
        handle.cancel();

        peer.send(new TrackStatusError(new SubscribeError(0, 4, ByteString.of(""))));

        assertThat(answer.answers).isEmpty();
        peer.expectOpen();
    }

    @Test
    void rejectsSecondAnswer() {
        RawPeer peer = RawPeer.server();
        peer.session().trackStatus(REQUEST, answer);
        peer.send(new TrackStatusError(new SubscribeError(0, 4, ByteString.of(""))));

        peer.send(new TrackStatusError(new SubscribeError(0, 4, ByteString.of(""))));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "Request ID");
    }

    @Test
    void handsTokensToWhoeverAnswers() {
        RawPeer peer = RawPeer.client();
        Token token = new Token.UseValue(1, ByteString.of("secret"));

        peer.send(new TrackStatus(new Subscribe(
                0,
                Fixtures.CLOCK,
                128,
                GroupOrder.PUBLISHER_DEFAULT,
                true,
                Filter.LARGEST_OBJECT,
                new Parameters(List.of(new Parameter.Authorization(token))))));

        assertThat(peer.ours.trackStatuses.remove().tokens())
                .containsExactly(new AuthToken(1, ByteString.of("secret")));
    }

    @Test
    void isNotSentOnceItWasGivenUp() {
        RawPeer peer = RawPeer.server(Fixtures.options());
        peer.send(
                new ServerSetup(0xff00000eL, new Parameters(List.of(new Parameter.Binary(0x7, ByteString.of("raw"))))));
        RequestHandle handle = peer.session().trackStatus(REQUEST, answer);

        handle.cancel();
        peer.send(new MaxRequestId(10));

        assertThat(peer.received(TrackStatus.class)).isEmpty();
    }
}
