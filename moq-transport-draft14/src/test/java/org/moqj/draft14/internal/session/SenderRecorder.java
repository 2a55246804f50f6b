package org.moqj.draft14.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.MoqRequestException;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.draft.PublishListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionUpdate;

/** What a subscriber does with a subscription that is served, or with a track that is offered. */
final class SenderRecorder implements PublishListener {

    final List<SubscriptionUpdate> updates = new ArrayList<>();
    final List<SubscribeRequest> agreed = new ArrayList<>();
    final List<LocationRange> ranges = new ArrayList<>();
    final List<MoqRequestException> errors = new ArrayList<>();
    int unsubscribed;

    @Override
    public void onUpdate(SubscriptionUpdate update) {
        updates.add(update);
    }

    @Override
    public void onUnsubscribe() {
        unsubscribed++;
    }

    @Override
    public void onOk(SubscribeRequest request, LocationRange range) {
        agreed.add(request);
        ranges.add(range);
    }

    @Override
    public void onError(MoqRequestException refusal) {
        errors.add(refusal);
    }
}
