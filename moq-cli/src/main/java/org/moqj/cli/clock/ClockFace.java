package org.moqj.cli.clock;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.moqj.core.PeerText;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/**
 * Shows the time from the objects of a clock track. A group that it did not get from its first object on is left out,
 * because that has all of the time but the second.
 */
public final class ClockFace {

    /** Groups overlap at the turn of a minute, and no more than that. */
    private static final int MAX_GROUPS = 4;

    private final Consumer<String> shown;
    private final Map<Long, String> bases = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MAX_GROUPS;
        }
    };

    /** Shows each time to {@code shown}. */
    public ClockFace(Consumer<String> shown) {
        this.shown = shown;
    }

    /** Takes an object of the past, from the group that is being shown: its time is over, its base is not. */
    public void recall(MoqObject object) {
        if (object.objectId() == 0 && object.status() == ObjectStatus.NORMAL) {
            bases.put(object.groupId(), PeerText.shown(object.text()));
        }
    }

    /** Takes an object of the track. */
    public void accept(MoqObject object) {
        if (object.status() != ObjectStatus.NORMAL) {
            return;
        }
        if (object.forwardingPreference() == ForwardingPreference.DATAGRAM) {
            shown.accept(PeerText.shown(object.text()));
        } else if (object.objectId() == 0) {
            bases.put(object.groupId(), PeerText.shown(object.text()));
        } else if (bases.containsKey(object.groupId())) {
            shown.accept(bases.get(object.groupId()) + PeerText.shown(object.text()));
        }
    }
}
