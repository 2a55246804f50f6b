package org.moqj.draft07.internal.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.transport.SendStream;

/**
 * Orders the open data streams (draft-07, section 4): lower subscriber priority first, then lower publisher priority,
 * then, inside a subscription, the group order, then the lower subgroup. Subscriptions of equal priorities share.
 *
 * <p>The transport has 127 urgencies beside the control stream's. Each pair of priorities in use, a level, gets a band
 * of them. Within its level, a stream's urgency is its place among its subscription's streams: the first of each
 * subscription go together, then the second ones, and all from the last place of the band on share. A change of one
 * stream so touches a handful of others; only a level that was never seen before moves everything.
 *
 * <p>Confined to the session's event loop.
 */
final class StreamPriorities {

    /** The control stream's urgency, before all others. */
    static final int CONTROL = 0;

    private static final int FIRST = 1;
    private static final int URGENCIES = 127;
    private static final int MAX_PLACES = 8;

    private final TreeMap<LevelKey, Level> levels = new TreeMap<>();

    /** What comes before the group order. */
    record LevelKey(int subscriberPriority, int publisherPriority) implements Comparable<LevelKey> {

        private static final Comparator<LevelKey> ORDER =
                Comparator.comparingInt(LevelKey::subscriberPriority).thenComparingInt(LevelKey::publisherPriority);

        @Override
        public int compareTo(LevelKey other) {
            return ORDER.compare(this, other);
        }
    }

    /** The streams of one pair of priorities, by subscription. */
    private static final class Level {
        private final Map<Object, List<Entry>> bySubscription = new HashMap<>();
        private int firstUrgency;
        private int places;

        private int urgency(int place) {
            return firstUrgency + Math.min(place, places - 1);
        }
    }

    /** One open stream. */
    static final class Entry {
        private final SendStream stream;
        private final Object subscription;
        private final GroupOrder groupOrder;
        private final long groupId;
        private final long subgroupId;
        private LevelKey key;
        private int urgency = -1;
        private boolean finished;

        private Entry(
                SendStream stream,
                Object subscription,
                GroupOrder groupOrder,
                long groupId,
                long subgroupId,
                LevelKey key) {
            this.stream = stream;
            this.subscription = subscription;
            this.groupOrder = groupOrder;
            this.groupId = groupId;
            this.subgroupId = subgroupId;
            this.key = key;
        }

        private boolean isDrained() {
            return finished && stream.queuedBytes() == 0;
        }

        /** Returns whether this changed anything. */
        private boolean setUrgency(int newUrgency) {
            if (urgency == newUrgency) {
                return false;
            }
            urgency = newUrgency;
            stream.setPriority(urgency, true);
            return true;
        }

        private boolean precedes(Entry other) {
            if (groupId == other.groupId) {
                return subgroupId < other.subgroupId;
            }
            return groupOrder == GroupOrder.DESCENDING ? groupId > other.groupId : groupId < other.groupId;
        }
    }

    /**
     * Gives a new stream its place.
     *
     * @param subscription whose stream it is; streams are ordered by group within one
     */
    Entry add(
            SendStream stream,
            Object subscription,
            int subscriberPriority,
            int publisherPriority,
            GroupOrder groupOrder,
            long groupId,
            long subgroupId) {
        LevelKey key = new LevelKey(subscriberPriority, publisherPriority);
        Entry entry = new Entry(stream, subscription, groupOrder, groupId, subgroupId, key);
        insert(entry);
        return entry;
    }

    /** Lets a stream go whose last byte is written; it keeps its place until the transport has taken all of it. */
    void finish(Entry entry) {
        entry.finished = true;
        if (entry.isDrained()) {
            remove(entry);
        }
    }

    /** Takes out a stream that is over; those behind it move up. */
    void remove(Entry entry) {
        Level level = levels.get(entry.key);
        List<Entry> streams = level == null ? null : level.bySubscription.get(entry.subscription);
        if (level == null || streams == null) {
            return;
        }
        int place = streams.indexOf(entry);
        if (place >= 0) {
            streams.remove(place);
            if (streams.isEmpty()) {
                level.bySubscription.remove(entry.subscription);
            }
            assign(level, streams, place);
        }
    }

    /** Changes both priorities of a stream. */
    void move(Entry entry, int subscriberPriority, int publisherPriority) {
        boolean same = entry.key.subscriberPriority() == subscriberPriority
                && entry.key.publisherPriority() == publisherPriority;
        if (!same) {
            remove(entry);
            entry.key = new LevelKey(subscriberPriority, publisherPriority);
            insert(entry);
        }
    }

    /** Gives all streams of a subscription another subscriber priority, also those whose end is written. */
    void reprioritize(Object subscription, int subscriberPriority) {
        List<Entry> ofSubscription = new ArrayList<>();
        for (Level level : levels.values()) {
            ofSubscription.addAll(level.bySubscription.getOrDefault(subscription, List.of()));
        }
        ofSubscription.forEach(entry -> move(entry, subscriberPriority, entry.key.publisherPriority()));
    }

    private void insert(Entry entry) {
        Level level = levels.get(entry.key);
        if (level == null) {
            level = addLevel(entry.key);
        }
        List<Entry> streams = level.bySubscription.computeIfAbsent(entry.subscription, any -> new ArrayList<>());
        boolean movedUp = streams.removeIf(Entry::isDrained);
        int place = streams.size();
        while (place > 0 && entry.precedes(streams.get(place - 1))) {
            place--; // new streams mostly belong at the end, or near it
        }
        streams.add(place, entry);
        assign(level, streams, movedUp ? 0 : place);
    }

    /** Sets the urgencies from {@code place} on, as far as one can have changed. */
    private static void assign(Level level, List<Entry> streams, int place) {
        for (int i = place; i < streams.size(); i++) {
            boolean changed = streams.get(i).setUrgency(level.urgency(i));
            if (!changed && i >= level.places) {
                return; // all from here on share this urgency already
            }
        }
    }

    private Level addLevel(LevelKey key) {
        if (levels.size() >= URGENCIES / MAX_PLACES) {
            levels.values().removeIf(level -> level.bySubscription.isEmpty());
        }
        Level added = new Level();
        levels.put(key, added);
        layOut();
        return added;
    }

    /** Shares the urgencies out among the levels, anew. */
    private void layOut() {
        int count = levels.size();
        int places = Math.max(1, Math.min(MAX_PLACES, URGENCIES / count));
        int index = 0;
        for (Level level : levels.values()) {
            int band = count <= URGENCIES ? index * places : (int) ((long) index * URGENCIES / count);
            level.firstUrgency = FIRST + band;
            level.places = places;
            index++;
            for (List<Entry> streams : level.bySubscription.values()) {
                for (int place = 0; place < streams.size(); place++) {
                    streams.get(place).setUrgency(level.urgency(place));
                }
            }
        }
    }
}
