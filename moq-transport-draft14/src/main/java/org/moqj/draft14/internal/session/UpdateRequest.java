package org.moqj.draft14.internal.session;

import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.SubscribeUpdate;

/** A SUBSCRIBE_UPDATE of ours, which has an id but no answer. */
final class UpdateRequest implements OutgoingRequests.Request {

    private final SubscriptionUpdate update;
    private final long subscriptionRequestId;

    UpdateRequest(SubscriptionUpdate update, long subscriptionRequestId) {
        this.update = update;
        this.subscriptionRequestId = subscriptionRequestId;
    }

    @Override
    public ControlMessage message(long requestId) {
        return new SubscribeUpdate(
                requestId,
                subscriptionRequestId,
                update.range().start(),
                Ranges.endGroup(update.range()),
                update.subscriberPriority(),
                update.forward(),
                ParameterLists.empty()
                        .time(KnownParameter.DELIVERY_TIMEOUT, update.deliveryTimeout())
                        .build());
    }

    @Override
    public void sent(long requestId) {
        // nothing follows
    }
}
