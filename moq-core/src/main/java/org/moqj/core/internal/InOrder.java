package org.moqj.core.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.moqj.core.internal.GroupOrdering.Waiting;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SessionExecutor;

/** Hands objects out in ascending order of groups, each group's as they arrive in it, lower ids first. */
final class InOrder implements Arrangement<MoqObject> {

    private final GroupOrdering order;

    /** @param likelyFirst the group that is likely to come first */
    InOrder(SessionExecutor executor, Duration patience, long likelyFirst) {
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
    public @Nullable MoqObject poll() {
        while (true) {
            Waiting group = order.turn();
            if (group == null) {
                return null;
            }
            MoqObject next = group.objects.poll();
            if (next != null || !order.isTurnOver()) {
                return next;
            }
            order.endTurn();
        }
    }

    @Override
    public void giveUp(boolean all) {
        if (all) {
            order.end();
            return;
        }
        for (Waiting group = order.turnNow();
                group != null && group.objects.isEmpty() && order.hasSeveral();
                group = order.turnNow()) {
            order.endTurn();
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
    public int objects(MoqObject item) {
        return 1;
    }

    @Override
    public long bytes(MoqObject item) {
        return item.payloadSize();
    }
}
