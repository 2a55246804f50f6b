package org.moqj.core.spi.draft;

import org.moqj.core.Refusal;

/** The peer offers a track. Answered once. */
public interface IncomingPublish {

    /** Returns what is offered. */
    PublishRequest request();

    /**
     * Agrees, on the terms of {@code wanted}, and returns the subscription that this makes. Of the listener,
     * {@code onOk} is called before the first object.
     */
    SubscribeHandle accept(SubscribeRequest wanted, SubscribeListener listener);

    /** Refuses, and stops the streams that came early. */
    void reject(Refusal refusal);
}
