package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;

/** Leads the objects of one stream to core, as long as the track is not malformed. */
final class SubgroupIntake implements SubgroupReceiver {

    private final StreamOwner owner;
    private final SubgroupHeader header;
    private final SubgroupReceiver receiver;
    private final TrackRules rules;
    private final GroupRules group;
    private final boolean endIsFinal;
    private final long knownEnd;
    private long lastId = -1;
    private ObjectStatus lastStatus = ObjectStatus.NORMAL;

    /**
     * Begins with a stream.
     *
     * @param endIsFinal whether the end of the stream is that of its subgroup; not so where broken streams end alike
     */
    SubgroupIntake(
            StreamOwner owner, SubgroupHeader header, SubgroupReceiver receiver, TrackRules rules, boolean endIsFinal) {
        this.owner = owner;
        this.header = header;
        this.receiver = receiver;
        this.rules = rules;
        this.group = rules.group(header.groupId());
        this.endIsFinal = endIsFinal;
        this.knownEnd = group.subgroupEnd(header.subgroupId());
        group.streamBegan();
    }

    @Override
    public void onObject(MoqObject object) {
        String wrong = check(object);
        if (wrong != null) {
            owner.malformed(wrong);
            return;
        }
        lastId = object.objectId();
        lastStatus = object.status();
        receiver.onObject(object);
    }

    private @Nullable String check(MoqObject object) {
        return object.objectId() > knownEnd
                ? "object " + object.objectId() + " after the end of its subgroup at " + knownEnd
                : rules.check(group, object);
    }

    @Override
    public void onEnd(StreamEnd end) {
        rules.streamEnded(group);
        receiver.onEnd(end);
        if (end.kind() == StreamEnd.Kind.COMPLETE && endIsFinal && lastId >= 0) {
            String wrong = finish();
            if (wrong != null) {
                owner.malformed(wrong);
            }
        }
    }

    private @Nullable String finish() {
        String wrong = group.endSubgroup(header.subgroupId(), lastId);
        boolean endsGroup = header.endsGroup() && lastStatus == ObjectStatus.NORMAL; // a marker says so itself
        return wrong == null && endsGroup ? group.end(lastId + 1) : wrong;
    }
}
