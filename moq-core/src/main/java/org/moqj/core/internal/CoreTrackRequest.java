package org.moqj.core.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final AtomicBoolean answered = new AtomicBoolean();

    CoreTrackRequest(CoreSession session, IncomingSubscribe request) {
        this.session = session;
        this.request = request;
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
        answer();
        PublishedTrack track = session.registerOrGet(track(), options);
        session.serve(track, request);
        return track;
    }

    @Override
    public void accept(TrackPublisher track) {
        if (!(track instanceof PublishedTrack published)) {
            throw new IllegalArgumentException("Not a track of this library: " + track);
        }
        answer();
        session.serve(published, request);
    }

    @Override
    public void refuse(Refusal refusal) {
        answer();
        session.executor().execute(() -> request.reject(refusal));
    }

    /** Refuses unless it was answered. */
    void refuseIfOpen(Refusal refusal) {
        if (answered.compareAndSet(false, true)) {
            session.executor().execute(() -> request.reject(refusal));
        }
    }

    private void answer() {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException("The request for " + track() + " was answered already");
        }
    }
}
