package org.moqj.core.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.MoqSession;
import org.moqj.core.Refusal;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackPublisher;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.spi.draft.IncomingPublish;

/** A track that the peer offers. Thread-safe. */
final class CoreTrackOffer implements TrackOffer {

    private final CoreSession session;
    private final IncomingPublish offer;
    private final Answer answer;

    CoreTrackOffer(CoreSession session, IncomingPublish offer) {
        this.session = session;
        this.offer = offer;
        this.answer = new Answer("The offer of " + offer.request().track(), session.executor(), offer::reject);
    }

    @Override
    public MoqSession session() {
        return session;
    }

    @Override
    public FullTrackName track() {
        return offer.request().track();
    }

    @Override
    public Optional<Location> largest() {
        return offer.request().largest();
    }

    @Override
    public List<AuthToken> tokens() {
        return offer.request().tokens();
    }

    @Override
    public CompletableFuture<Subscription> accept(SubscribeOptions options) {
        return agree(options, null);
    }

    @Override
    public CompletableFuture<Subscription> accept(SubscribeOptions options, TrackPublisher to) {
        return agree(options, to);
    }

    private CompletableFuture<Subscription> agree(SubscribeOptions options, @Nullable TrackPublisher to) {
        session.requireSupport(options);
        if (!options.tokens().isEmpty()) {
            throw new UnsupportedFeatureException(
                    Feature.AUTHORIZATION_TOKEN,
                    session.draft().toString(),
                    "an agreement to a track that is offered carries none (draft-14, section 9.2.1.1)");
        }
        answer.give();
        return session.agree(track(), options, offer::accept, to);
    }

    @Override
    public void refuse(Refusal refusal) {
        answer.refuse(refusal);
    }

    Answer answer() {
        return answer;
    }
}
