package org.moqj.core.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * Puts groups in ascending order. The oldest group present has its turn; it keeps it until all its streams have ended
 * and a newer group has begun, or until a newer group has waited for {@code patience}. What comes for a group whose
 * turn is over is late. Shared by the two orders that are built on it.
 */
final class GroupOrdering {

    private final SessionExecutor executor;
    private final long patience;
    private final TreeMap<Long, Waiting> groups = new TreeMap<>();
    private long turnsOver = -1;
    private boolean ended;

    GroupOrdering(SessionExecutor executor, Duration patience) {
        this.executor = executor;
        this.patience = patience.toNanos();
    }

    /** A group that waits for its turn, or has it. */
    static final class Waiting {

        final long groupId;
        final PriorityQueue<MoqObject> objects = new PriorityQueue<>(Comparator.comparingLong(MoqObject::objectId));
        private final long began;
        private int openStreams;
        private boolean broken;

        private Waiting(long groupId, long began) {
            this.groupId = groupId;
            this.began = began;
        }

        /** Returns whether all that is known of the group has arrived, whole. */
        boolean isComplete() {
            return openStreams == 0 && !broken;
        }
    }

    void onStream(long groupId) {
        if (groupId > turnsOver) {
            group(groupId).openStreams++;
        }
    }

    void onStreamEnd(long groupId, boolean complete) {
        Waiting group = groups.get(groupId);
        if (group != null) {
            group.openStreams--;
            group.broken |= !complete;
        }
    }

    boolean add(MoqObject object) {
        return object.groupId() > turnsOver && group(object.groupId()).objects.add(object);
    }

    private Waiting group(long groupId) {
        return groups.computeIfAbsent(groupId, id -> new Waiting(id, executor.nanoTime()));
    }

    /** Returns the group whose turn it is, or null where there is none. */
    @Nullable
    Waiting turn() {
        Map.Entry<Long, Waiting> first = groups.firstEntry();
        return first == null ? null : first.getValue();
    }

    /** Returns whether the turn of the oldest group is over: it has ended and another waits, or waited long enough. */
    boolean isTurnOver() {
        if (ended) {
            return true;
        }
        if (groups.size() < 2) {
            return false;
        }
        return groups.firstEntry().getValue().openStreams <= 0 || deadline() <= executor.nanoTime();
    }

    /** Ends the turn of the oldest group. */
    void endTurn() {
        turnsOver = groups.pollFirstEntry().getKey();
    }

    /** Nothing more will come: no group waits for anything. */
    void end() {
        ended = true;
    }

    boolean hasSeveral() {
        return groups.size() > 1;
    }

    long deadline() {
        if (groups.size() < 2) {
            return Long.MAX_VALUE;
        }
        Waiting next = groups.higherEntry(groups.firstKey()).getValue();
        return next.began + patience;
    }

    Arrangement.Dropped dropOldest() {
        Map.Entry<Long, Waiting> first = groups.pollFirstEntry();
        if (first == null) {
            return Arrangement.Dropped.NOTHING;
        }
        turnsOver = first.getKey();
        long bytes = first.getValue().objects.stream()
                .mapToLong(MoqObject::payloadSize)
                .sum();
        return new Arrangement.Dropped(first.getValue().objects.size(), bytes);
    }
}
