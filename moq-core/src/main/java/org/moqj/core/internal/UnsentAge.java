package org.moqj.core.internal;

import org.moqj.core.spi.draft.SubgroupSender;

/**
 * Since when the oldest object has been here that the transport took and did not send yet. Looks at one object at a time:
 * where its end is in the stream, and whether that has left. Confined to the feed's executor.
 */
final class UnsentAge {

    private long markEnd;
    private long markSince = DeliveryTimeout.NEVER;
    private long lastSince;

    /** An object was written that has been here since {@code since}. */
    void wrote(SubgroupSender stream, long since) {
        lastSince = since;
        if (markSince == DeliveryTimeout.NEVER) {
            mark(stream);
        }
    }

    private void mark(SubgroupSender stream) {
        markEnd = stream.writtenBytes();
        markSince = lastSince;
    }

    /** Returns the time, or {@link DeliveryTimeout#NEVER} where everything is sent. */
    long since(SubgroupSender stream) {
        if (markSince != DeliveryTimeout.NEVER) {
            long unsent = stream.unsentBytes();
            if (unsent == 0) {
                clear();
            } else if (stream.writtenBytes() - unsent >= markEnd) {
                mark(stream); // what was marked has left, what came behind it has not
            }
        }
        return markSince;
    }

    void clear() {
        markSince = DeliveryTimeout.NEVER;
    }
}
