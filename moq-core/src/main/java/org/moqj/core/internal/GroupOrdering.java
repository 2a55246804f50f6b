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
 * turn is over, or that is older than the one whose turn it is, is late. Shared by the two orders that are built on it.
 *
 * <p>Streams overtake each other, and nobody says which group comes next. A group whose id does not follow that of the
 * one before it waits a moment for those in between; so does the first, for those before it.
 */
final class GroupOrdering {

    /** How much later the stream of an older group may begin than that of a newer one that was opened just after it. */
    static final Duration REORDERING = Duration.ofMillis(100);

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final SessionExecutor executor;
    private final long patience;
    private final long reordering;
    private final TreeMap<Long, Waiting> groups = new TreeMap<>();
    private @Nullable Waiting first;
    private @Nullable Waiting second;
    private @Nullable Waiting lastUsed;
    private long oldest;
    private long expected;
    private boolean ended;

    /** @param likelyFirst the group that is likely to come first */
    GroupOrdering(SessionExecutor executor, Duration patience, long likelyFirst) {
        this.executor = executor;
        this.patience = patience.toNanos();
        this.reordering = Math.min(this.patience, REORDERING.toNanos());
        this.expected = likelyFirst;
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
        if (groupId >= oldest) {
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
        return object.groupId() >= oldest && group(object.groupId()).objects.add(object);
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

    /** Returns the group whose turn it is, or null where there is none yet. */
    @Nullable
    Waiting turn() {
        Waiting next = first;
        boolean mayStillBeOvertaken = next != null && isAfterGap(next) && gapDeadline(next) > executor.nanoTime();
        return mayStillBeOvertaken ? null : turnNow();
    }

    /** Returns the oldest group, whose turn it is whatever may be missing before it; null where no group waits. */
    @Nullable
    Waiting turnNow() {
        Waiting next = first;
        if (next != null) {
            oldest = next.groupId;
            expected = next.groupId;
        }
        return next;
    }

    private boolean isAfterGap(Waiting group) {
        return !ended && group.groupId > expected;
    }

    private long gapDeadline(Waiting group) {
        return group.since + reordering;
    }

    /** Returns whether the turn of the oldest group is over: it has ended and another waits, or waited long enough. */
    boolean isTurnOver() {
        Waiting current = first;
        if (ended || current == null || second == null) {
            return ended;
        }
        return current.openStreams <= 0 || patienceDeadline() <= executor.nanoTime();
    }

    /** Ends the turn of the oldest group. */
    void endTurn() {
        Waiting over = first;
        if (over != null) {
            oldest = over.groupId + 1;
            expected = oldest;
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

    /** Returns when the next wait ends at the latest; {@link Long#MAX_VALUE} where nothing waits. */
    long deadline() {
        Waiting next = first;
        return next != null && isAfterGap(next) ? Math.min(gapDeadline(next), patienceDeadline()) : patienceDeadline();
    }

    private long patienceDeadline() {
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
