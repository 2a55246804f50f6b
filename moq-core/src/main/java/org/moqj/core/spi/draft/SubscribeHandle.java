package org.moqj.core.spi.draft;

import org.moqj.core.model.LocationRange;

/** A subscription of ours. {@link #cancel()} unsubscribes. */
public interface SubscribeHandle extends RequestHandle {

    /**
     * Returns the range in force, as this draft reads the filter or the last update. Only after
     * {@link SubscribeListener#onOk}.
     */
    LocationRange range();

    /** Narrows the subscription (SUBSCRIBE_UPDATE). Only after {@link SubscribeListener#onOk}. */
    void update(SubscriptionUpdate update);
}
