package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.SubscribeUpdate;

/** A SUBSCRIBE_UPDATE of ours, which has an id but no answer. */
final class UpdateRequest implements OutgoingRequests.Request {

    private final SubscriptionUpdate update;
    private final long subscriptionRequestId;
    private boolean sent;

    UpdateRequest(SubscriptionUpdate update, long subscriptionRequestId) {
        this.update = update;
        this.subscriptionRequestId = subscriptionRequestId;
    }

    /** Returns {@code newer} with what an update says besides that was not sent, and that it leaves as it is. */
    static SubscriptionUpdate merged(@Nullable UpdateRequest older, SubscriptionUpdate newer) {
        if (older == null || older.sent) {
            return newer;
        }
        return new SubscriptionUpdate(
                newer.range(),
                newer.subscriberPriority(),
                newer.forward(),
                newer.deliveryTimeout().or(older.update::deliveryTimeout),
                newer.tokens().isEmpty() ? older.update.tokens() : newer.tokens());
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
                        .tokens(update.tokens())
                        .build());
    }

    @Override
    public void sent(long requestId) {
        sent = true;
    }
}
