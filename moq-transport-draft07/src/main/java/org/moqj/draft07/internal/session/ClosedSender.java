package org.moqj.draft07.internal.session;

import org.moqj.core.DoneStatus;
import org.moqj.core.StreamError;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;

/** Takes objects that nobody wants any more: the subscriber left before it was answered. */
final class ClosedSender implements SubscriptionSender, SubgroupSender {

    /** The only instance: there is no state. */
    static final ClosedSender INSTANCE = new ClosedSender();

    private ClosedSender() {}

    @Override
    public SubgroupSender openSubgroup(SubgroupHeader header, SendStreamHandler handler) {
        return this;
    }

    @Override
    public DatagramResult sendDatagram(MoqObject object, boolean endOfGroup) {
        return DatagramResult.UNAVAILABLE;
    }

    @Override
    public void done(DoneStatus status, String reason) {}

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void write(MoqObject object, boolean last) {}

    @Override
    public long writtenBytes() {
        return 0;
    }

    @Override
    public long unsentBytes() {
        return 0;
    }

    @Override
    public void finish() {}

    @Override
    public void reset(StreamError error) {}
}
