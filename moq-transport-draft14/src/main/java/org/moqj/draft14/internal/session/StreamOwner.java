package org.moqj.draft14.internal.session;

import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.draft14.internal.data.ObjectParser;

/** Who a data stream belongs to, once its header tells: a subscription, or a fetch. */
interface StreamOwner {

    /** The ids that all objects of {@code stream} share are known: returns who takes the objects. */
    SubgroupReceiver begin(IncomingUniStream stream, ObjectParser parser);

    /** The stream is over; its receiver has been told. */
    void ended(IncomingUniStream stream);

    /** What the stream says makes its track malformed; the stream has been stopped. */
    void malformed(String why);
}
