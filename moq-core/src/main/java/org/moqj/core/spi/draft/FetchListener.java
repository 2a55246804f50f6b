package org.moqj.core.spi.draft;

import org.moqj.core.MoqRequestException;

/** What becomes of a fetch of ours. Objects may come before the answer. */
public interface FetchListener extends SubgroupReceiver {

    /** The peer agreed. */
    void onOk(FetchGranted granted);

    /** The peer refused; nothing more is called. */
    void onError(MoqRequestException refusal);

    /** The stream is over; the fetch is complete once the answer is there too. */
    @Override
    void onEnd(StreamEnd end);
}
