package org.moqj.core.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the caches of several tracks hold together. Where that becomes too much, tracks that nobody watches lose theirs,
 * those first that have not been watched or fetched from for the longest; then those that are watched lose old groups,
 * and at last the current one. Confined to the executor that the tracks live on, but for {@link #bytes()}.
 */
final class CachePool {

    /** Frees more than it must, so that it does not look through all tracks for each object. */
    private static final int HEADROOM_FRACTION = 16;

    private final long maxBytes;
    private final Tally bytes = new Tally();

    // Only those that hold something, the longest unused first.
    private final Set<TrackLog> watched = new LinkedHashSet<>();
    private final Set<TrackLog> unwatched = new LinkedHashSet<>();

    CachePool(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Returns how much the caches hold now; callable from any thread. */
    long bytes() {
        return bytes.get();
    }

    /** A cache begins to hold something, or is used. */
    void use(TrackLog log, boolean isWatched) {
        leave(log);
        (isWatched ? watched : unwatched).add(log);
    }

    /** A cache holds nothing any more. */
    void leave(TrackLog log) {
        watched.remove(log);
        unwatched.remove(log);
    }

    /** A cache holds more, or less. */
    void account(long more) {
        bytes.add(more);
    }

    /** Has caches lose groups where all of them hold too much. */
    void trim() {
        if (bytes.get() > maxBytes) {
            shrink(unwatched, true);
            shrink(watched, false);
            shrink(watched, true);
        }
    }

    private void shrink(Set<TrackLog> logs, boolean currentToo) {
        long enough = maxBytes - maxBytes / HEADROOM_FRACTION;
        if (bytes.get() <= enough) {
            return;
        }
        for (TrackLog log : List.copyOf(logs)) {
            boolean dropped = true;
            while (dropped && bytes.get() > enough) {
                dropped = log.dropOldest(currentToo);
            }
        }
    }
}
