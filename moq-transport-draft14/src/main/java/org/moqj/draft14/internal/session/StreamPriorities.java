package org.moqj.draft14.internal.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.transport.SendStream;

/**
 * Orders our data streams as draft-14, section 7.2, has it: subscriber priority, then publisher priority; within a
 * request the group order, then the subgroup. Requests of equal priorities share. Confined to the session's event loop.
 *
 * <p>The transport knows 127 levels below the control stream, the draft orders any number of streams. So levels are given
 * by rank: each class of equal priorities takes as many levels as one of its requests has streams open, and what is
 * beyond the last level shares it. Open streams are few, and levels change only where a rank does. A stream whose end is
 * written keeps its place until the transport has taken all of it: whole groups wait so when the path is narrow.
 */
final class StreamPriorities {

    private static final int FIRST_LEVEL = 1;
    private static final int LAST_LEVEL = 127;
    private static final int MAX_PRIORITY = 255;

    private final NavigableMap<Integer, PriorityClass> classes = new TreeMap<>();

    /** All streams of the same subscriber and publisher priority. */
    private static final class PriorityClass {

        private final Map<Object, List<Entry>> byRequest = new HashMap<>();

        private void add(Entry entry) {
            List<Entry> entries = byRequest.computeIfAbsent(entry.place.request(), request -> new ArrayList<>());
            int at = entries.size();
            while (at > 0 && entry.place.isBefore(entries.get(at - 1).place)) {
                at--;
            }
            entries.add(at, entry);
        }

        private void remove(Entry entry) {
            List<Entry> entries = byRequest.get(entry.place.request());
            if (entries != null && entries.remove(entry) && entries.isEmpty()) {
                byRequest.remove(entry.place.request());
            }
        }

        /** Forgets what is sent, and returns whether nothing is left. */
        private boolean prune() {
            byRequest.values().removeIf(entries -> {
                entries.removeIf(Entry::isSent);
                return entries.isEmpty();
            });
            return byRequest.isEmpty();
        }

        /** Gives out levels from {@code first} on, and returns the first that is left. */
        private int assignLevels(int first) {
            int next = first;
            for (List<Entry> entries : byRequest.values()) {
                int level = first;
                for (Entry entry : entries) {
                    entry.assign(level++);
                }
                next = Math.max(next, level);
            }
            return next;
        }
    }

    /**
     * Where a stream stands among those of its request.
     *
     * @param request the request that it answers
     * @param order ascending or descending
     * @param groupId the group; of a fetch, 0
     * @param subgroupId the subgroup; of a fetch, 0
     */
    record Place(Object request, GroupOrder order, long groupId, long subgroupId) {

        private boolean isBefore(Place other) {
            if (groupId != other.groupId) {
                return order == GroupOrder.DESCENDING ? groupId > other.groupId : groupId < other.groupId;
            }
            return subgroupId < other.subgroupId;
        }
    }

    /** A stream that is open, or has something to send still. */
    static final class Entry {

        private final SendStream stream;
        private final Place place;
        private int key;
        private int level;
        private boolean finished;

        private Entry(SendStream stream, Place place, int key) {
            this.stream = stream;
            this.place = place;
            this.key = key;
        }

        private boolean isSent() {
            return finished && stream.queuedBytes() == 0;
        }

        private void assign(int wanted) {
            int now = Math.min(wanted, LAST_LEVEL);
            if (now != level) {
                level = now;
                stream.setPriority(level, true);
            }
        }
    }

    /** Takes in a stream that was opened. */
    Entry add(SendStream stream, Place place, int subscriberPriority, int publisherPriority) {
        Entry entry = new Entry(stream, place, key(subscriberPriority, publisherPriority));
        insert(entry);
        return entry;
    }

    /** Gives a stream other priorities. */
    void move(Entry entry, int subscriberPriority, int publisherPriority) {
        int key = key(subscriberPriority, publisherPriority);
        if (key != entry.key) {
            remove(entry);
            entry.key = key;
            insert(entry);
        }
    }

    /** Gives all streams of a request another subscriber priority. */
    void reprioritize(Object request, int subscriberPriority) {
        List<Entry> ofRequest = new ArrayList<>();
        for (PriorityClass members : classes.values()) {
            ofRequest.addAll(members.byRequest.getOrDefault(request, List.of()));
        }
        ofRequest.forEach(entry -> move(entry, subscriberPriority, entry.key % (MAX_PRIORITY + 1)));
    }

    /** The end of a stream is written; it is forgotten once the transport has taken all of it. */
    void finish(Entry entry) {
        entry.finished = true;
        if (entry.isSent()) {
            remove(entry);
        }
    }

    /** Forgets a stream that is gone; the others keep their order as it is. */
    void remove(Entry entry) {
        PriorityClass members = classes.get(entry.key);
        if (members != null) {
            members.remove(entry);
            if (members.byRequest.isEmpty()) {
                classes.remove(entry.key);
            }
        }
    }

    private void insert(Entry entry) {
        classes.values().removeIf(PriorityClass::prune);
        classes.computeIfAbsent(entry.key, key -> new PriorityClass()).add(entry);
        int level = FIRST_LEVEL;
        for (PriorityClass members : classes.values()) {
            level = members.assignLevels(level);
        }
    }

    private static int key(int subscriberPriority, int publisherPriority) {
        return subscriberPriority * (MAX_PRIORITY + 1) + publisherPriority;
    }
}
