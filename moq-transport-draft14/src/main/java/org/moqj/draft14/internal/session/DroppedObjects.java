package org.moqj.draft14.internal.session;

import org.moqj.core.StreamError;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupSender;

/** Takes the objects of a request that the peer has given up meanwhile. */
final class DroppedObjects implements SubgroupSender {

    static final DroppedObjects INSTANCE = new DroppedObjects();

    private DroppedObjects() {}

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public void write(MoqObject object, boolean last) {
        // nobody wants it any more
    }

    @Override
    public long writtenBytes() {
        return 0;
    }

    @Override
    public long unsentBytes() {
        return 0;
    }

    @Override
    public void finish() {
        // there is no stream
    }

    @Override
    public void reset(StreamError error) {
        // there is no stream
    }
}
