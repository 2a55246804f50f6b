package org.moqj.core.spi.draft;

import org.moqj.core.model.MoqObject;

/** Takes the objects of one stream, in their order. */
public interface SubgroupReceiver {

    /** An object arrived; status objects too. */
    void onObject(MoqObject object);

    /** The stream is over; the last call. */
    void onEnd(StreamEnd end);
}
