package org.moqj.draft14.internal.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;
import org.moqj.core.Refusal;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.draft.IncomingPublish;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.PublishOk;

/** A PUBLISH of the peer that was not answered yet. Confined to the session's event loop. */
final class IncomingOffer implements IncomingPublish {

    private final Link link;
    private final IncomingOffers all;
    private final Publish message;
    private final PublishRequest request;
    private State state = State.OPEN;
    private @Nullable PublishDone done;

    private enum State {
        OPEN,
        ANSWERED
    }

    IncomingOffer(Link link, IncomingOffers all, Publish message, List<AuthToken> tokens) {
        this.link = link;
        this.all = all;
        this.message = message;
        Parameters parameters = message.parameters();
        this.request = new PublishRequest(
                message.track(),
                message.groupOrder(),
                message.largestLocation(),
                message.forward(),
                ParameterLists.time(parameters, KnownParameter.DELIVERY_TIMEOUT),
                ParameterLists.time(parameters, KnownParameter.MAX_CACHE_DURATION),
                tokens);
    }

    Publish message() {
        return message;
    }

    @Override
    public PublishRequest request() {
        return request;
    }

    @Override
    public SubscribeHandle accept(SubscribeRequest wanted, SubscribeListener listener) {
        Filter filter = Filters.toDraft(wanted.filter()); // throws before anything changed
        if (!wanted.tokens().isEmpty()) {
            throw new UnsupportedFeatureException(
                    Feature.AUTHORIZATION_TOKEN, MoqDraft.DRAFT_14.toString(), "PUBLISH_OK carries no token");
        }
        if (state != State.OPEN || link.isOver()) {
            return new Subscription(link, all.subscriptions(), wanted, listener);
        }
        state = State.ANSWERED;
        GroupOrder order =
                wanted.groupOrder() == GroupOrder.PUBLISHER_DEFAULT ? request.groupOrder() : wanted.groupOrder();
        link.send(new PublishOk(
                message.requestId(),
                wanted.forward(),
                wanted.subscriberPriority(),
                order,
                filter,
                ParameterLists.empty()
                        .time(KnownParameter.DELIVERY_TIMEOUT, wanted.deliveryTimeout())
                        .build()));
        SubscriptionGranted granted = new SubscriptionGranted(
                Optional.empty(), order, request.largest(), request.deliveryTimeout(), request.maxCacheDuration());
        return all.accepted(this, wanted, granted, listener, done);
    }

    @Override
    public void reject(Refusal refusal) {
        if (state == State.OPEN && !link.isOver()) {
            state = State.ANSWERED;
            all.rejected(this, refusal);
        }
    }

    /** The publisher is done before it was answered. */
    void onDone(PublishDone message) {
        done = message;
    }
}
