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

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final SessionExecutor executor;
    private final long patience;
    private final TreeMap<Long, Waiting> groups = new TreeMap<>();
    private @Nullable Waiting first;
    private @Nullable Waiting second;
    private @Nullable Waiting lastUsed;
    private long turnsOver = -1;
    private boolean ended;

    GroupOrdering(SessionExecutor executor, Duration patience) {
        this.executor = executor;
        this.patience = patience.toNanos();
    }

    /**
     * Returns {@code patience} as it can be counted with: a hundred years stand for ever.
     *
     * @throws IllegalArgumentException where it is negative
     */
    static Duration checked(Duration patience) {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience must not be negative: " + patience);
        }
        return patience.compareTo(FOR_EVER) < 0 ? patience : FOR_EVER;
    }

    /** A group that waits for its turn, or has it. */
    static final class Waiting {

        final long groupId;
        final PriorityQueue<MoqObject> objects = new PriorityQueue<>(Comparator.comparingLong(MoqObject::objectId));
        // Since when a group has waited: this one, or a newer one that began before it.
        private final long since;
        private int openStreams;
        private boolean broken;

        private Waiting(long groupId, long since) {
            this.groupId = groupId;
            this.since = since;
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
        Waiting group = lastUsed;
        if (group == null || group.groupId != groupId) {
            group = groups.get(groupId);
            if (group == null) {
                group = begin(groupId);
            }
            lastUsed = group;
        }
        return group;
    }

    private Waiting begin(long groupId) {
        Map.Entry<Long, Waiting> newer = groups.higherEntry(groupId);
        Waiting group = new Waiting(groupId, newer == null ? executor.nanoTime() : newer.getValue().since);
        groups.put(groupId, group);
        findFirst();
        return group;
    }

    private void findFirst() {
        var inOrder = groups.values().iterator();
        first = inOrder.hasNext() ? inOrder.next() : null;
        second = inOrder.hasNext() ? inOrder.next() : null;
    }

    /** Returns the group whose turn it is, or null where there is none. */
    @Nullable
    Waiting turn() {
        return first;
    }

    /** Returns whether the turn of the oldest group is over: it has ended and another waits, or waited long enough. */
    boolean isTurnOver() {
        Waiting oldest = first;
        if (ended || oldest == null || second == null) {
            return ended;
        }
        return oldest.openStreams <= 0 || deadline() <= executor.nanoTime();
    }

    /** Ends the turn of the oldest group. */
    void endTurn() {
        Waiting over = first;
        if (over != null) {
            turnsOver = over.groupId;
            groups.remove(over.groupId);
            lastUsed = null;
            findFirst();
        }
    }

    /** Nothing more will come: no group waits for anything. */
    void end() {
        ended = true;
    }

    boolean hasSeveral() {
        return second != null;
    }

    long deadline() {
        Waiting next = second;
        return next == null ? Long.MAX_VALUE : next.since + patience;
    }

    Arrangement.Dropped dropOldest() {
        Waiting dropped = first;
        if (dropped == null) {
            return Arrangement.Dropped.NOTHING;
        }
        endTurn();
        long bytes = dropped.objects.stream().mapToLong(MoqObject::payloadSize).sum();
        return new Arrangement.Dropped(dropped.groupId, dropped.objects.size(), bytes);
    }
}
