package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqGroup;
import org.moqj.core.internal.GroupOrdering.Waiting;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SessionExecutor;

/** Hands whole groups out in ascending order, once their turn is over. */
final class WholeGroups implements Arrangement<MoqGroup> {

    private final GroupOrdering order;
    private boolean forced;

    /** @param likelyFirst the group that is likely to come first */
    WholeGroups(SessionExecutor executor, Duration patience, long likelyFirst) {
        this.order = new GroupOrdering(executor, patience, likelyFirst);
    }

    @Override
    public void onStream(long groupId) {
        order.onStream(groupId);
    }

    @Override
    public void onStreamEnd(long groupId, boolean complete) {
        order.onStreamEnd(groupId, complete);
    }

    @Override
    public boolean add(MoqObject object) {
        return order.add(object);
    }

    @Override
    public @Nullable MoqGroup poll() {
        Waiting group = forced ? order.turnNow() : order.turn();
        if (group == null || !(forced || order.isTurnOver())) {
            return null;
        }
        return take(group);
    }

    private MoqGroup take(Waiting group) {
        List<MoqObject> objects = new ArrayList<>(group.objects.size());
        for (MoqObject object = group.objects.poll(); object != null; object = group.objects.poll()) {
            objects.add(object);
        }
        forced = false;
        boolean complete = group.isComplete();
        order.endTurn();
        return new MoqGroup(group.groupId, objects, complete);
    }

    @Override
    public void giveUp(boolean all) {
        if (all) {
            order.end();
        } else {
            forced = true;
        }
    }

    @Override
    public long deadline() {
        return order.deadline();
    }

    @Override
    public Dropped dropOldestGroup() {
        return order.dropOldest();
    }

    @Override
    public boolean hasSeveralGroups() {
        return order.hasSeveral();
    }

    @Override
    public int objects(MoqGroup item) {
        return item.objects().size();
    }

    @Override
    public long bytes(MoqGroup item) {
        return item.objects().stream().mapToLong(MoqObject::payloadSize).sum();
    }
}
