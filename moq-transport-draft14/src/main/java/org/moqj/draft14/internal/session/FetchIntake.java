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
        if (!complete || ok.endLocation().equals(Location.ZERO)) { // {0, 0} also stands for nothing
            return null;
        }
        Location end = EndLocation.inclusive(ok.endLocation());
        String wrong = ok.endOfTrack() ? rules.endTrackInFetch(end) : null;
        if (rules.hasStreams()) {
            for (Map.Entry<Long, Long> last : lastIds.entrySet()) {
                if (wrong == null && hasAll(last.getKey(), start, end, ok.endOfTrack())) {
                    wrong = endGroup(rules.group(last.getKey()), last.getValue());
                }
            }
        }
        return wrong;
    }

    private static boolean hasAll(long wanted, Location start, Location end, boolean endOfTrack) {
        boolean fromItsStart = !new Location(wanted, 0).isBefore(start);
        boolean toItsEnd = wanted < end.group() || end.object() == Location.MAX_ID || endOfTrack;
        return fromItsStart && toItsEnd;
    }

    /** Of a group that was on its way to us meanwhile, the fetch may not have had all. */
    private @Nullable String endGroup(GroupRules whole, long lastId) {
        return whole.wasSettledBefore(number) ? whole.endInFetch(lastId) : null;
    }
}
