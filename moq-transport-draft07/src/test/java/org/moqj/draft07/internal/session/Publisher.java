package org.moqj.draft07.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.spi.draft.SubscriptionSenderListener;
import org.moqj.core.spi.draft.SubscriptionUpdate;

/** The publisher's side of a subscription, which keeps what it was told. */
final class Publisher implements SubscriptionSenderListener {

    final List<SubscriptionUpdate> updates = new ArrayList<>();
    int unsubscribes;

    @Override
    public void onUpdate(SubscriptionUpdate update) {
        updates.add(update);
    }

    @Override
    public void onUnsubscribe() {
        unsubscribes++;
    }
}
