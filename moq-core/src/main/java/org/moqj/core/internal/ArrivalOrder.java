package org.moqj.core.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;

/** Hands objects out as they arrive. */
final class ArrivalOrder implements Arrangement<MoqObject> {

    private final Deque<MoqObject> queue = new ArrayDeque<>();
    private final Map<Long, Streams> streams = new HashMap<>();

    /** The streams of one group, which matter only to an order that takes over from this one. */
    private static final class Streams {

        private int open;
        private boolean broken;
    }

    @Override
    public void onStream(long groupId) {
        streams.computeIfAbsent(groupId, id -> new Streams()).open++;
    }

    @Override
    public void onStreamEnd(long groupId, boolean complete) {
        Streams group = streams.get(groupId);
        if (group != null) {
            group.open--;
            group.broken |= !complete;
            if (group.open == 0 && queue.isEmpty()) {
                streams.remove(groupId);
            }
        }
    }

    /** Hands everything that waits here, and what is known of its streams, to {@code other}. */
    void moveTo(Arrangement<?> other) {
        for (Map.Entry<Long, Streams> group : streams.entrySet()) {
            other.onStream(group.getKey());
            for (int i = 1; i < group.getValue().open; i++) {
                other.onStream(group.getKey());
            }
        }
        for (MoqObject object = queue.poll(); object != null; object = queue.poll()) {
            other.add(object);
        }
        for (Map.Entry<Long, Streams> group : streams.entrySet()) {
            if (group.getValue().open == 0) {
                other.onStreamEnd(group.getKey(), !group.getValue().broken);
            }
        }
        streams.clear();
    }

    @Override
    public boolean add(MoqObject object) {
        return queue.add(object);
    }

    @Override
    public @Nullable MoqObject poll() {
        MoqObject next = queue.poll();
        if (queue.isEmpty() && !streams.isEmpty()) {
            streams.values().removeIf(group -> group.open == 0);
        }
        return next;
    }

    @Override
    public void giveUp(boolean all) {
        // Nothing is waited for.
    }

    @Override
    public long deadline() {
        return Long.MAX_VALUE;
    }

    @Override
    public Dropped dropOldestGroup() {
        long oldest = queue.stream().mapToLong(MoqObject::groupId).min().orElse(-1);
        int objects = 0;
        long bytes = 0;
        for (Iterator<MoqObject> all = queue.iterator(); all.hasNext(); ) {
            MoqObject object = all.next();
            if (object.groupId() == oldest) {
                all.remove();
                objects++;
                bytes += object.payloadSize();
            }
        }
        return new Dropped(objects, bytes);
    }

    @Override
    public boolean hasSeveralGroups() {
        return queue.stream().mapToLong(MoqObject::groupId).distinct().limit(2).count() > 1;
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
