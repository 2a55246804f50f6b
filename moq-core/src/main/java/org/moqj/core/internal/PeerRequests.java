package org.moqj.core.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.MoqSessionException;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.draft.IncomingFetch;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.IncomingPublish;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.IncomingSubscribeNamespace;
import org.moqj.core.spi.draft.IncomingTrackStatus;
import org.moqj.core.spi.draft.PeerSetup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the peer does on a session: answered from the registered tracks, or by the user's handler on the callback
 * executor. Confined to the session's executor.
 */
final class PeerRequests implements DraftSessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(PeerRequests.class);

    private final CoreSession session;
    private final HandlerFactory handlers;
    private final ServedUrls served;
    private final Map<TrackFeed, CoreTokenRenewal> renewals = new ConcurrentHashMap<>();
    private SessionHandler handler = SessionHandler.refuseAll();

    /** Makes the handler of a session once it is set up. */
    interface HandlerFactory {

        SessionHandler create(CoreSession session);
    }

    PeerRequests(CoreSession session, HandlerFactory handlers, ServedUrls served) {
        this.session = session;
        this.handlers = handlers;
        this.served = served;
    }

    @Override
    public boolean acceptsPath(String path) {
        return served.hasPath(path);
    }

    @Override
    public boolean acceptsAuthority(String authority) {
        return served.hasAuthority(authority);
    }

    @Override
    public void onEstablished(PeerSetup peer) {
        session.onEstablished(peer);
        session.served().whenRenewed(this::onRenewal);
        try {
            handler = handlers.create(session);
        } catch (Throwable e) {
            LOG.warn("the factory of session handlers threw; the session refuses all requests", e);
        }
    }

    @Override
    public void onSubscribe(IncomingSubscribe request) {
        Optional<PublishedTrack> track = session.findTrack(request.request().track());
        if (track.isPresent()) {
            session.serve(track.get(), request);
            return;
        }
        CoreTrackRequest asked = new CoreTrackRequest(session, request);
        ask(() -> handler.onTrackRequest(asked), asked.answer());
    }

    @Override
    public void onPublishNamespace(IncomingNamespace request) {
        if (!session.requests().discovered(request)) {
            CoreNamespaceOffer offer = new CoreNamespaceOffer(session, request, session.callbacks());
            ask(() -> handler.onPublishNamespace(offer), offer.answer());
        }
    }

    /** Tokens that nobody has looked at yet are replaced, so that a peer cannot pile them up. */
    private void onRenewal(TrackFeed feed, List<AuthToken> tokens) {
        CoreTokenRenewal renewal = new CoreTokenRenewal(session, feed, tokens);
        if (renewals.put(feed, renewal) == null) {
            session.events().execute(() -> show(renewals.remove(feed)));
        }
    }

    private void show(@Nullable CoreTokenRenewal renewal) {
        if (renewal == null) {
            throw new IllegalStateException("Shown already");
        }
        try {
            handler.onTokenRenewal(renewal);
        } catch (Throwable e) { // what cannot be judged is not accepted
            LOG.warn("a session handler threw; the subscription whose tokens it was shown ends", e);
            renewal.end(DoneStatus.INTERNAL_ERROR, "the handler failed");
        }
    }

    /** Asks the user's handler; where it throws or does not answer, the request is refused and nothing else happens. */
    private void ask(Runnable question, Answer answer) {
        answer.expectWithin(session.options().requestTimeout(), Refusal.of(RequestError.TIMEOUT, "no answer in time"));
        session.events().execute(() -> {
            try {
                question.run();
            } catch (Throwable e) {
                LOG.warn("a session handler threw; its request is refused", e);
                answer.refuseIfOpen(Refusal.of(RequestError.INTERNAL_ERROR, "the handler failed"));
            }
        });
    }

    @Override
    public void onTrackStatus(IncomingTrackStatus request) {
        CoreStatusRequest asked = new CoreStatusRequest(session, request);
        ask(() -> handler.onTrackStatus(asked), asked.answer());
    }

    @Override
    public void onFetch(IncomingFetch request) {
        CoreRangeRequest asked = new CoreRangeRequest(session, request);
        ask(() -> handler.onRangeRequest(asked), asked.answer());
    }

    @Override
    public void onPublish(IncomingPublish request) {
        CoreTrackOffer offer = new CoreTrackOffer(session, request);
        ask(() -> handler.onPublish(offer), offer.answer());
    }

    @Override
    public void onSubscribeNamespace(IncomingSubscribeNamespace request) {
        CoreNamespaceInterest interest = new CoreNamespaceInterest(session, request, session.callbacks());
        ask(() -> handler.onSubscribeNamespace(interest), interest.answer());
    }

    @Override
    public void onGoaway(String newUri) {
        session.onGoaway(newUri);
    }

    @Override
    public void onClosed(MoqSessionException end) {
        session.onClosed(end);
    }
}
