package org.moqj.core.spi.draft;

/** What the subscriber does with a subscription that we serve. */
public interface SubscriptionSenderListener {

    /** The subscription became narrower, or changed its priority or forwarding; checked against the rules already. */
    void onUpdate(SubscriptionUpdate update);

    /** The subscriber left; its streams have been reset, and it needs no {@code done}. The last call. */
    void onUnsubscribe();
}
