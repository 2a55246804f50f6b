package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.PublishError;
import org.moqj.draft14.internal.message.ReasonPhrase;

/** The tracks that the peer offers (draft-14, sections 9.13 to 9.15). Confined to the session's event loop. */
final class IncomingOffers {

    private final Link link;
    private final IncomingRequests requests;
    private final AuthTokens tokens;
    private final Subscriptions subscriptions;
    private final EarlyData early;
    private final Map<Long, IncomingOffer> unanswered = new HashMap<>();

    IncomingOffers(
            Link link, IncomingRequests requests, AuthTokens tokens, Subscriptions subscriptions, EarlyData early) {
        this.link = link;
        this.requests = requests;
        this.tokens = tokens;
        this.subscriptions = subscriptions;
        this.early = early;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    void onPublish(Publish message) throws ProtocolViolation {
        requests.check(message.requestId());
        AuthTokens.Resolved resolved = tokens.resolve(message.parameters());
        subscriptions.aliases().check(message.trackAlias(), message.track());
        Refusal refusal = refusal(message, resolved);
        if (refusal != null) {
            refuse(message.requestId(), refusal);
            return;
        }
        subscriptions.aliases().reserve(message.trackAlias(), message.track());
        IncomingOffer offer = new IncomingOffer(link, this, message, resolved.tokens());
        unanswered.put(message.requestId(), offer);
        link.listener().onPublish(offer);
    }

    private @Nullable Refusal refusal(Publish message, AuthTokens.Resolved resolved) {
        if (resolved.refusal() != null) {
            return resolved.refusal();
        }
        if (subscriptions.isSubscribed(message.track()) || isOffered(message.track())) {
            return Refusal.of(RequestError.UNINTERESTED, "there is a subscription to this track already");
        }
        return requests.admit() ? null : requests.tooMany();
    }

    private boolean isOffered(FullTrackName track) {
        return unanswered.values().stream()
                .anyMatch(offer -> offer.message().track().equals(track));
    }

    private void refuse(long requestId, Refusal refusal) {
        link.send(new PublishError(requestId, RequestCodes.PUBLISH.code(refusal), ReasonPhrase.of(refusal.reason())));
    }

    /** An offer is taken: makes its subscription. */
    SubscribeHandle accepted(
            IncomingOffer offer,
            SubscribeRequest wanted,
            SubscriptionGranted granted,
            SubscribeListener listener,
            @Nullable PublishDone done) {
        unanswered.remove(offer.message().requestId());
        Subscription subscription = subscriptions.born(offer.message(), wanted, listener, requests::finished);
        // Not within this call: core does not hold the handle yet.
        link.later(() -> {
            try {
                subscription.begin(granted, done);
            } catch (ProtocolViolation e) {
                link.violated(e);
            }
        });
        return subscription;
    }

    /** An offer is not wanted. */
    void rejected(IncomingOffer offer, Refusal refusal) {
        Publish message = offer.message();
        unanswered.remove(message.requestId());
        requests.finished();
        refuse(message.requestId(), refusal);
        subscriptions.aliases().retire(message.trackAlias());
        early.discard(message.trackAlias());
    }

    /** The publisher is done; returns false where no offer of this id waits for an answer. */
    boolean onPublishDone(PublishDone done) {
        IncomingOffer offer = unanswered.get(done.requestId());
        if (offer == null) {
            return false;
        }
        offer.onDone(done);
        return true;
    }
}
