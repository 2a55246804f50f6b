package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupReceiver;

/**
 * Leads the objects of a fetch's stream on, as long as the track is not malformed: none may come after the end of its
 * group or of the track (draft-14, section 2.5). The order of their ids is the parser's to check.
 */
final class FetchIntake implements SubgroupReceiver {

    private final StreamOwner owner;
    private final SubgroupReceiver receiver;
    private final TrackRules rules = new TrackRules();
    private long groupId = -1;
    private TrackRules.@Nullable Group group;

    FetchIntake(StreamOwner owner, SubgroupReceiver receiver) {
        this.owner = owner;
        this.receiver = receiver;
    }

    @Override
    public void onObject(MoqObject object) {
        String wrong = rules.check(groupOf(object), object);
        if (wrong != null) {
            owner.malformed(wrong);
        } else {
            receiver.onObject(object);
        }
    }

    /** Looked up once a group: those of a fetch come one after the other. */
    private TrackRules.Group groupOf(MoqObject object) {
        TrackRules.Group known = group;
        if (known == null || groupId != object.groupId()) {
            groupId = object.groupId();
            known = rules.group(groupId);
            group = known;
        }
        return known;
    }

    @Override
    public void onEnd(StreamEnd end) {
        receiver.onEnd(end);
    }
}
