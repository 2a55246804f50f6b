package org.moqj.core.spi.draft;

import org.moqj.core.MoqRequestException;

/**
 * What becomes of a subscription of ours. First {@code onOk} or {@code onError}; objects only after {@code onOk}, what
 * overtook it is held back by the draft.
 */
public interface SubscribeListener extends TrackReceiver {

    /** The peer agreed. */
    void onOk(SubscriptionGranted granted);

    /** The peer refused; nothing more is called. */
    void onError(MoqRequestException refusal);

    /**
     * The publisher ended the subscription, and all its streams that could be waited for have ended. The last call.
     */
    void onDone(SubscriptionDone done);
}
