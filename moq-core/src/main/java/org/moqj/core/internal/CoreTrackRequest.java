package org.moqj.core.internal;

import java.util.List;
import org.moqj.core.AuthToken;
import org.moqj.core.MoqSession;
import org.moqj.core.Refusal;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.draft.IncomingSubscribe;

/** A track that the peer wants and nobody registered, until the handler has answered. Thread-safe. */
final class CoreTrackRequest implements TrackRequest {

    private final CoreSession session;
    private final IncomingSubscribe request;
    private final Answer answer;

    CoreTrackRequest(CoreSession session, IncomingSubscribe request) {
        this.session = session;
        this.request = request;
        this.answer = new Answer("The request for " + request.request().track(), session.executor(), request::reject);
    }

    @Override
    public MoqSession session() {
        return session;
    }

    @Override
    public FullTrackName track() {
        return request.request().track();
    }

    @Override
    public List<AuthToken> tokens() {
        return request.request().tokens();
    }

    @Override
    public TrackPublisher accept(TrackOptions options) {
        answer.give();
        PublishedTrack track = session.registerOrGet(track(), options);
        session.serve(track, request);
        return track;
    }

    @Override
    public void accept(TrackPublisher track) {
        if (!(track instanceof PublishedTrack published)) {
            throw new IllegalArgumentException("Not a track of this library: " + track);
        }
        answer.give();
        session.serve(published, request);
    }

    @Override
    public void refuse(Refusal refusal) {
        answer.refuse(refusal);
    }

    Answer answer() {
        return answer;
    }
}
