package org.moqj.core.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;

/**
 * Hands objects out as they arrive. Also where they wait before there is a reader: then it remembers what happened to
 * their streams, for the order that the reader chooses.
 */
final class ArrivalOrder implements Arrangement<MoqObject> {

    private final boolean beforeReader;
    private final Deque<MoqObject> queue = new ArrayDeque<>();
    private final Map<Long, Streams> streams = new HashMap<>();

    private ArrivalOrder(boolean beforeReader) {
        this.beforeReader = beforeReader;
    }

    static ArrivalOrder forReader() {
        return new ArrivalOrder(false);
    }

    static ArrivalOrder beforeReader() {
        return new ArrivalOrder(true);
    }

    /** The streams of one group. */
    private static final class Streams {

        private int open;
        private boolean broken;
    }

    @Override
    public void onStream(long groupId) {
        if (beforeReader) {
            streams.computeIfAbsent(groupId, id -> new Streams()).open++;
        }
    }

    @Override
    public void onStreamEnd(long groupId, boolean complete) {
        Streams group = streams.get(groupId);
        if (group != null) {
            group.open--;
            group.broken |= !complete;
        }
    }

    /** Hands everything that waits here, and what is known of its streams, to {@code other}. */
    void moveTo(Arrangement<?> other) {
        // One stream more than are open stands for those that have ended.
        streams.forEach((groupId, group) -> {
            for (int i = 0; i <= group.open; i++) {
                other.onStream(groupId);
            }
        });
        for (MoqObject object = queue.poll(); object != null; object = queue.poll()) {
            other.add(object);
        }
        streams.forEach((groupId, group) -> other.onStreamEnd(groupId, !group.broken));
        streams.clear();
    }

    @Override
    public boolean add(MoqObject object) {
        return queue.add(object);
    }

    @Override
    public @Nullable MoqObject poll() {
        return queue.poll();
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
        Streams left = streams.get(oldest);
        if (left != null && left.open == 0) {
            streams.remove(oldest);
        }
        return new Dropped(oldest, objects, bytes);
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
