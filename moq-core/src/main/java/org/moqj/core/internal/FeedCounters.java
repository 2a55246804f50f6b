package org.moqj.core.internal;

import java.util.concurrent.atomic.LongAdder;
import org.moqj.core.TrackStats;

/** Counts what the feeds of a track did, each on its own executor. Thread-safe. */
final class FeedCounters {

    private final LongAdder objectsSent = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder objectsDropped = new LongAdder();
    private final LongAdder cutOff = new LongAdder();

    void sent(int bytes) {
        objectsSent.increment();
        bytesSent.add(bytes);
    }

    void dropped(int objects) {
        objectsDropped.add(objects);
    }

    void cutOff() {
        cutOff.increment();
    }

    TrackStats with(long objectsWritten, long bytesWritten) {
        return new TrackStats(
                objectsWritten, bytesWritten, objectsSent.sum(), bytesSent.sum(), objectsDropped.sum(), cutOff.sum());
    }
}
