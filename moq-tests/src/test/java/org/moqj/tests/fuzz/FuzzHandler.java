package org.moqj.tests.fuzz;

import org.moqj.core.FetchWriter;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.RangeRequest;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackRequest;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;

/** Answers the peer's requests as its mood is: agrees, refuses, or never answers. */
final class FuzzHandler implements SessionHandler {

    private static final Refusal REFUSAL = Refusal.of(RequestError.UNAUTHORIZED, "not for you");
    private static final byte[] PAYLOAD = {1, 2, 3};

    private Mood mood = Mood.AGREES;

    /** How requests are answered. */
    enum Mood {
        AGREES,
        REFUSES,
        IGNORES
    }

    int changeMood(int number) {
        mood = Mood.values()[number % Mood.values().length];
        return 0;
    }

    @Override
    public void onTrackRequest(TrackRequest request) {
        switch (mood) {
            case AGREES -> request.accept(TrackOptions.defaults()).nextGroup().write("first");
            case REFUSES -> request.refuse(REFUSAL);
            case IGNORES -> Promise.that(request.tokens() != null, "tokens are there");
        }
    }

    @Override
    public void onPublishNamespace(NamespaceOffer offer) {
        switch (mood) {
            case AGREES -> offer.accept();
            case REFUSES -> offer.refuse(REFUSAL);
            case IGNORES -> Promise.that(offer.tokens() != null, "tokens are there");
        }
    }

    @Override
    public void onPublish(TrackOffer offer) {
        switch (mood) {
            case AGREES ->
                offer.accept(SubscribeOptions.defaults())
                        .thenAccept(made -> made.forEach(
                                object -> Promise.that(!object.toString().isEmpty(), "an object can be logged")));
            case REFUSES -> offer.refuse(REFUSAL);
            case IGNORES -> Promise.that(offer.tokens() != null, "tokens are there");
        }
    }

    @Override
    public void onRangeRequest(RangeRequest request) {
        switch (mood) {
            case AGREES -> request.acceptFromCache();
            case REFUSES -> answerFromElsewhere(request);
            case IGNORES -> Promise.that(request.tokens() != null, "tokens are there");
        }
    }

    private static void answerFromElsewhere(RangeRequest request) {
        Location start = request.range().start();
        FetchWriter writer = request.accept(start, false);
        writer.write(MoqObject.of(
                start.group(),
                0,
                start.object(),
                1,
                ForwardingPreference.SUBGROUP,
                java.util.List.of(),
                PAYLOAD,
                0,
                PAYLOAD.length));
        writer.close();
    }

    @Override
    public void onSubscribeNamespace(NamespaceInterest interest) {
        switch (mood) {
            case AGREES -> interest.accept();
            case REFUSES -> interest.refuse(REFUSAL);
            case IGNORES -> Promise.that(interest.tokens() != null, "tokens are there");
        }
    }
}
