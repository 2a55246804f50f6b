package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.TrackStatus;
import org.moqj.core.TrackStatus.State;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.draft07.internal.message.TrackStatusCode;

class TrackStatusTest {

    private static final Location LARGEST = new Location(4, 5);

    @Test
    void asksAndAnswersEveryState() {
        assertThat(exchange(State.IN_PROGRESS, Optional.of(LARGEST)))
                .isEqualTo(new TrackStatus(State.IN_PROGRESS, Optional.of(LARGEST), Optional.empty()));
        assertThat(exchange(State.IN_PROGRESS, Optional.empty()).state()).isEqualTo(State.NOT_STARTED);
        assertThat(exchange(State.DOES_NOT_EXIST, Optional.empty()))
                .isEqualTo(new TrackStatus(State.DOES_NOT_EXIST, Optional.empty(), Optional.empty()));
        assertThat(exchange(State.NOT_STARTED, Optional.of(LARGEST)))
                .isEqualTo(new TrackStatus(State.NOT_STARTED, Optional.empty(), Optional.empty()));
        assertThat(exchange(State.FINISHED, Optional.of(LARGEST)).largest()).contains(LARGEST);
        assertThat(exchange(State.UNKNOWN, Optional.of(LARGEST)).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void saysThatATrackDoesNotExistWhereItRefuses() {
        SessionPair sessions = SessionPair.established();
        Statuses statuses = new Statuses();
        sessions.client.session().trackStatus(request("b"), statuses);
        sessions.run();
        sessions.server.trackStatuses.get(0).reject(Refusal.of(RequestError.UNAUTHORIZED, "no"));
        sessions.run();
        assertThat(statuses.states).containsExactly(State.DOES_NOT_EXIST);
        assertThatThrownBy(() -> sessions.server.trackStatuses.get(0).reject(Refusal.ofCode(0, "")))
                .isInstanceOf(IllegalStateException.class);
        sessions.closeAndCheck();
    }

    @Test
    void pairsAnswersWithQuestionsInOrder() {
        RawPeer peer = RawPeer.ofClient();
        Statuses first = new Statuses();
        Statuses second = new Statuses();
        Statuses other = new Statuses();
        peer.session().trackStatus(request("b"), first).cancel();
        peer.session().trackStatus(request("b"), second);
        peer.session().trackStatus(request("c"), other);
        peer.time.run();
        peer.send(answer("c", TrackStatusCode.FINISHED));
        peer.send(answer("b", TrackStatusCode.IN_PROGRESS));
        peer.send(answer("b", TrackStatusCode.FINISHED));
        peer.send(answer("b", TrackStatusCode.RELAY_CANNOT_KNOW));
        assertThat(first.states).isEmpty();
        assertThat(second.states).containsExactly(State.FINISHED);
        assertThat(other.states).containsExactly(State.FINISHED);
        peer.closeAndCheck();
    }

    @Test
    void answersMoreQuestionsThanItsLimitItself() {
        RawPeer peer = RawPeer.ofServer(
                SessionPair.withLimits(Limits.defaults().withMaxRequests(1, 1)), RawPeer.STRICT_CLIENT_SETUP);
        peer.received.clear();
        for (String name : new String[] {"b", "c"}) {
            peer.send(new org.moqj.draft07.internal.message.TrackStatusRequest(
                    TrackNamespace.of("a"), ByteString.of(name)));
        }
        assertThat(peer.endpoint.trackStatuses).hasSize(1);
        assertThat(peer.received)
                .containsExactly(new org.moqj.draft07.internal.message.TrackStatus(
                        TrackNamespace.of("a"), ByteString.of("c"), TrackStatusCode.RELAY_CANNOT_KNOW, Location.ZERO));
        peer.closeAndCheck();
    }

    private static TrackStatus exchange(State state, Optional<Location> largest) {
        SessionPair sessions = SessionPair.established();
        Statuses statuses = new Statuses();
        sessions.client.session().trackStatus(request("b"), statuses);
        sessions.run();
        assertThat(sessions.server.trackStatuses.get(0).track()).isEqualTo(FullTrackName.of("a", "b"));
        sessions.server.trackStatuses.get(0).accept(new TrackStatus(state, largest, Optional.empty()));
        sessions.run();
        sessions.closeAndCheck();
        return statuses.received.get(0);
    }

    private static TrackStatusRequest request(String name) {
        return new TrackStatusRequest(FullTrackName.of("a", name), List.of());
    }

    private static org.moqj.draft07.internal.message.TrackStatus answer(String name, TrackStatusCode status) {
        return new org.moqj.draft07.internal.message.TrackStatus(
                TrackNamespace.of("a"), ByteString.of(name), status, LARGEST);
    }

    /** Keeps the answers. */
    static final class Statuses implements TrackStatusListener {
        private final List<TrackStatus> received = new ArrayList<>();
        private final List<State> states = new ArrayList<>();

        @Override
        public void onStatus(TrackStatus status) {
            received.add(status);
            states.add(status.state());
        }

        @Override
        public void onError(MoqRequestException refusal) {
            throw new AssertionError(refusal);
        }
    }
}
