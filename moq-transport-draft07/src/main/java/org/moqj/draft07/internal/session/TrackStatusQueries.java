package org.moqj.draft07.internal.session;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.TrackNames;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.draft07.internal.message.TrackStatus;
import org.moqj.draft07.internal.message.TrackStatusRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This end's questions for the state of tracks (draft-07, sections 6.12 and 6.23). An answer names the track alone, and
 * each question has one: they are paired in order.
 *
 * <p>Confined to the session's event loop.
 */
final class TrackStatusQueries {

    private static final Logger log = LoggerFactory.getLogger(TrackStatusQueries.class);

    private final Link link;
    private final Map<FullTrackName, Queue<Question>> byTrack = new HashMap<>();

    /** One question; it keeps its place when it is given up, because its answer comes all the same. */
    private static final class Question implements RequestHandle {
        private @Nullable TrackStatusListener listener;

        Question(TrackStatusListener listener) {
            this.listener = listener;
        }

        @Override
        public void cancel() {
            listener = null;
        }
    }

    TrackStatusQueries(Link link) {
        this.link = link;
    }

    RequestHandle ask(org.moqj.core.spi.draft.TrackStatusRequest request, TrackStatusListener listener) {
        AuthTokens.requireNone(request.tokens(), "TRACK_STATUS_REQUEST");
        link.peer().requireTakes(Feature.TRACK_STATUS);
        link.peer().requirePublisher("TRACK_STATUS_REQUEST");
        TrackNames.requireTaken(link.peer().profile(), "TRACK_STATUS_REQUEST", request.track());
        Question question = new Question(listener);
        byTrack.computeIfAbsent(request.track(), any -> new ArrayDeque<>()).add(question);
        link.control()
                .send(new TrackStatusRequest(
                        request.track().namespace(), request.track().name()));
        return question;
    }

    void onStatus(TrackStatus message) {
        Optional<FullTrackName> track = Publications.trackName(message.namespace(), message.name());
        Queue<Question> questions = track.isEmpty() ? null : byTrack.get(track.get());
        if (questions == null) {
            log.debug("session={} TRACK_STATUS that was not asked for", link.sessionId());
            return;
        }
        Question question = questions.remove();
        if (questions.isEmpty()) {
            byTrack.remove(track.get());
        }
        if (question.listener != null) {
            question.listener.onStatus(statusOf(message));
        }
    }

    void release() {
        byTrack.clear();
    }

    private static org.moqj.core.TrackStatus statusOf(TrackStatus message) {
        Optional<Location> last = message.status().hasLocation() ? Optional.of(message.last()) : Optional.empty();
        return new org.moqj.core.TrackStatus(
                switch (message.status()) {
                    case IN_PROGRESS -> org.moqj.core.TrackStatus.State.IN_PROGRESS;
                    case DOES_NOT_EXIST -> org.moqj.core.TrackStatus.State.DOES_NOT_EXIST;
                    case NOT_YET_BEGUN -> org.moqj.core.TrackStatus.State.NOT_STARTED;
                    case FINISHED -> org.moqj.core.TrackStatus.State.FINISHED;
                    case RELAY_CANNOT_KNOW -> org.moqj.core.TrackStatus.State.UNKNOWN;
                },
                last,
                Optional.empty());
    }
}
