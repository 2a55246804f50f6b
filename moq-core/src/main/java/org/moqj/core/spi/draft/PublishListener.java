package org.moqj.core.spi.draft;

import org.moqj.core.MoqRequestException;
import org.moqj.core.model.LocationRange;

/** What becomes of a track that we offered with PUBLISH. */
public interface PublishListener extends SubscriptionSenderListener {

    /**
     * The peer wants the track.
     *
     * @param request what it wants of it: priority, order, forwarding, filter
     * @param range the range that the filter means by this draft's rules
     */
    void onOk(SubscribeRequest request, LocationRange range);

    /** The peer refused; its streams have been reset, and nothing more is called. */
    void onError(MoqRequestException refusal);
}
