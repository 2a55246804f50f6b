package org.moqj.core.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.StreamError;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;

/** A stream of a subscription that a test lets objects arrive on. */
final class FakeStream implements IncomingStream {

    private final long groupId;
    private final long subgroupId;
    private final SubgroupReceiver receiver;
    boolean reading = true;

    @Nullable
    StreamError stopped;

    private FakeStream(SubscriptionIntake intake, long groupId, long subgroupId) {
        this.groupId = groupId;
        this.subgroupId = subgroupId;
        this.receiver = intake.onSubgroup(new SubgroupHeader(groupId, subgroupId, 128, true, false), this);
    }

    static FakeStream begin(SubscriptionIntake intake, long groupId) {
        return new FakeStream(intake, groupId, 0);
    }

    static FakeStream begin(SubscriptionIntake intake, long groupId, long subgroupId) {
        return new FakeStream(intake, groupId, subgroupId);
    }

    static MoqObject object(long groupId, long subgroupId, long objectId, int size) {
        return MoqObject.of(
                groupId, subgroupId, objectId, 128, ForwardingPreference.SUBGROUP, List.of(), new byte[size], 0, size);
    }

    /** Lets objects with these ids arrive, of one byte each. */
    FakeStream objects(long... objectIds) {
        for (long objectId : objectIds) {
            object(objectId, 1);
        }
        return this;
    }

    FakeStream object(long objectId, int size) {
        receiver.onObject(object(groupId, subgroupId, objectId, size));
        return this;
    }

    void end() {
        end(StreamEnd.Kind.COMPLETE);
    }

    void end(StreamEnd.Kind kind) {
        receiver.onEnd(kind == StreamEnd.Kind.COMPLETE ? StreamEnd.COMPLETE : new StreamEnd(kind, 0, "X"));
    }

    @Override
    public void setReading(boolean nowReading) {
        reading = nowReading;
    }

    @Override
    public void stop(StreamError error) {
        stopped = error;
    }
}
