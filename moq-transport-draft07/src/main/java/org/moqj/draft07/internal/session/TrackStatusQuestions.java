package org.moqj.draft07.internal.session;

import java.util.List;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.Refusal;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.spi.draft.IncomingTrackStatus;
import org.moqj.draft07.internal.message.TrackStatus;
import org.moqj.draft07.internal.message.TrackStatusCode;
import org.moqj.draft07.internal.message.TrackStatusRequest;

/** The peer's questions for the state of tracks (draft-07, sections 6.12 and 6.23). Confined to the session's event loop. */
final class TrackStatusQuestions {

    private final Link link;
    private int open;

    TrackStatusQuestions(Link link) {
        this.link = link;
    }

    void onRequest(TrackStatusRequest message) {
        Optional<FullTrackName> track = Publications.trackName(message.namespace(), message.name());
        if (track.isEmpty() || open >= link.limits().maxRequests()) {
            answer(message, TrackStatusCode.RELAY_CANNOT_KNOW, Location.ZERO);
        } else {
            open++;
            link.listener().onTrackStatus(new Question(message, track.get()));
        }
    }

    private void answer(TrackStatusRequest message, TrackStatusCode status, Location last) {
        link.control().send(new TrackStatus(message.namespace(), message.name(), status, last));
    }

    /** One question. */
    private final class Question implements IncomingTrackStatus {

        private final TrackStatusRequest message;
        private final FullTrackName track;
        private RequestState state = RequestState.PENDING;

        Question(TrackStatusRequest message, FullTrackName track) {
            this.message = message;
            this.track = track;
        }

        @Override
        public FullTrackName track() {
            return track;
        }

        @Override
        public List<AuthToken> tokens() {
            return List.of(); // TRACK_STATUS_REQUEST has no parameters
        }

        @Override
        public void accept(org.moqj.core.TrackStatus status) {
            close();
            Optional<Location> largest = status.largest();
            switch (status.state()) {
                case IN_PROGRESS ->
                    answer(
                            message,
                            largest.isPresent() ? TrackStatusCode.IN_PROGRESS : TrackStatusCode.NOT_YET_BEGUN,
                            largest.orElse(Location.ZERO));
                case DOES_NOT_EXIST -> answer(message, TrackStatusCode.DOES_NOT_EXIST, Location.ZERO);
                case NOT_STARTED -> answer(message, TrackStatusCode.NOT_YET_BEGUN, Location.ZERO);
                case FINISHED -> answer(message, TrackStatusCode.FINISHED, largest.orElse(Location.ZERO));
                case UNKNOWN -> answer(message, TrackStatusCode.RELAY_CANNOT_KNOW, largest.orElse(Location.ZERO));
            }
        }

        @Override
        public void reject(Refusal refusal) {
            close();
            answer(message, TrackStatusCode.DOES_NOT_EXIST, Location.ZERO);
        }

        private void close() {
            state = Transitions.ours(state.next(RequestState.Event.REFUSED), RequestState.Event.REFUSED, state);
            open--;
        }
    }
}
