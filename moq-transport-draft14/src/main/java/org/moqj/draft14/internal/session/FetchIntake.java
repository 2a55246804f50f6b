package org.moqj.draft14.internal.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.draft14.internal.message.EndLocation;
import org.moqj.draft14.internal.message.FetchOk;

/**
 * Leads the objects of a fetch's stream on, as long as the track is not malformed (draft-14, section 2.5), and tells the
 * other requests for the track what the fetch shows of the ends of its groups. The order of ids is the parser's to
 * check.
 */
final class FetchIntake implements SubgroupReceiver {

    private static final int GROUPS = 64;

    private final StreamOwner owner;
    private final SubgroupReceiver receiver;
    private final TrackRules rules;
    private final long number;
    private final Map<Long, Long> lastIds = new LinkedHashMap<>();
    private long groupId = -1;
    private long objectId;
    private @Nullable GroupRules group;
    private boolean complete;

    /**
     * Begins with a fetch's stream.
     *
     * @param number what {@link TrackRules#beginFetch} said when the fetch was made
     */
    FetchIntake(StreamOwner owner, SubgroupReceiver receiver, TrackRules rules, long number) {
        this.owner = owner;
        this.receiver = receiver;
        this.rules = rules;
        this.number = number;
    }

    @Override
    public void onObject(MoqObject object) {
        String wrong = rules.checkFetched(groupOf(object), object);
        if (wrong != null) {
            owner.malformed(wrong);
        } else {
            objectId = object.objectId();
            receiver.onObject(object);
        }
    }

    /** Looked up once a group: those of a fetch come one after the other. */
    private GroupRules groupOf(MoqObject object) {
        GroupRules known = group;
        if (known == null || groupId != object.groupId()) {
            endGroup();
            groupId = object.groupId();
            known = rules.group(groupId);
            group = known;
        }
        return known;
    }

    private void endGroup() {
        if (group != null) {
            if (lastIds.size() >= GROUPS) {
                lastIds.remove(lastIds.keySet().iterator().next());
            }
            lastIds.put(groupId, objectId);
        }
    }

    @Override
    public void onEnd(StreamEnd end) {
        complete = end.kind() == StreamEnd.Kind.COMPLETE;
        endGroup();
        receiver.onEnd(end);
    }

    /**
     * The stream has ended, and its answer is there.
     *
     * @param start where the fetch begins
     * @return what is wrong, or null
     */
    @Nullable
    String settle(Location start, FetchOk ok) {
        if (!complete || !ok.endOfTrack() || ok.endLocation().equals(Location.ZERO)) { // {0, 0} also stands for nothing
            return null;
        }
        String wrong = rules.endTrackInFetch(EndLocation.inclusive(ok.endLocation()));
        if (wrong == null && rules.hasStreams()) {
            lastIds.forEach((wanted, lastId) -> endGroup(wanted, lastId, start));
        }
        return wrong;
    }

    /**
     * Nothing more is published. Before, more may come of any group, also where a later one has begun: publishers answer
     * with what they have by then. And of a group that is on its way here, the fetch may not have had all.
     */
    private void endGroup(long wanted, long lastId, Location start) {
        boolean fromItsStart = !new Location(wanted, 0).isBefore(start);
        GroupRules whole = rules.group(wanted);
        if (fromItsStart && whole.wasSettledBefore(number)) {
            whole.endInFetch(lastId);
        }
    }
}
