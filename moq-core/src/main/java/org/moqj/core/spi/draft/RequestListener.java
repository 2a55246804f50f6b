package org.moqj.core.spi.draft;

import org.moqj.core.MoqRequestException;

/** The answer to a request that has no more to tell than yes or no. Exactly one of the two is called, once. */
public interface RequestListener {

    /** The peer agreed. */
    void onOk();

    /** The peer refused; nothing more is called. */
    void onError(MoqRequestException refusal);
}
