package org.moqj.core.spi.draft;

/** A subscription of ours. {@link #cancel()} unsubscribes. */
public interface SubscribeHandle extends RequestHandle {

    /** Narrows the subscription (SUBSCRIBE_UPDATE). Only after {@link SubscribeListener#onOk}. */
    void update(SubscriptionUpdate update);
}
