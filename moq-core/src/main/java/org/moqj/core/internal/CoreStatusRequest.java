package org.moqj.core.internal;

import java.util.List;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.MoqSession;
import org.moqj.core.Refusal;
import org.moqj.core.StatusRequest;
import org.moqj.core.TrackStatus;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.draft.IncomingTrackStatus;

/** The peer's question about a track. Thread-safe. */
final class CoreStatusRequest implements StatusRequest {

    private static final TrackStatus UNKNOWN_TRACK =
            new TrackStatus(TrackStatus.State.DOES_NOT_EXIST, Optional.empty(), Optional.empty());

    private final CoreSession session;
    private final IncomingTrackStatus request;
    private final Answer answer;

    CoreStatusRequest(CoreSession session, IncomingTrackStatus request) {
        this.session = session;
        this.request = request;
        this.answer = new Answer("The question about " + request.track(), session.executor(), request::reject);
    }

    @Override
    public MoqSession session() {
        return session;
    }

    @Override
    public FullTrackName track() {
        return request.track();
    }

    @Override
    public List<AuthToken> tokens() {
        return request.tokens();
    }

    @Override
    public void accept(TrackStatus status) {
        answer.give();
        Hops.offer(session.executor(), () -> request.accept(status));
    }

    @Override
    public void acceptFromRegistered() {
        accept(session.findTrack(track()).map(CoreStatusRequest::status).orElse(UNKNOWN_TRACK));
    }

    private static TrackStatus status(PublishedTrack track) {
        TrackStatus.State state =
                track.largest().isPresent() ? TrackStatus.State.IN_PROGRESS : TrackStatus.State.NOT_STARTED;
        return new TrackStatus(state, track.largest(), Optional.empty());
    }

    @Override
    public void refuse(Refusal refusal) {
        answer.refuse(refusal);
    }

    Answer answer() {
        return answer;
    }
}
