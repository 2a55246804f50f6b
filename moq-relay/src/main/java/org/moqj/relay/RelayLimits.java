package org.moqj.relay;

/**
 * What clients can make the relay hold, beside what {@link org.moqj.core.Limits} says of each session. What goes beyond
 * is refused. Immutable.
 *
 * @param maxSessions how many sessions there may be at a time; default 10,000
 * @param maxNamespaces how many namespaces may be published at a time, over all sessions; default 10,000
 * @param maxTracks how many tracks are passed on at a time; default 10,000
 * @param maxPrefixesPerSession how many prefixes one session may follow; default 100
 * @param maxFetchesPerSession how many fetches of one session may be answered by publishers at a time; default 100
 * @param maxCacheBytes how many bytes the caches of all tracks may hold together, each counted as {@link
 *     org.moqj.core.CacheOptions#bytes()} has it; default 256 MiB. What goes beyond is not refused: tracks that nobody
 *     watches lose what is kept of them, those first that nobody has asked for for the longest; then the others lose their
 *     oldest groups. Publishers are asked for what is fetched from there again
 */
public record RelayLimits(
        int maxSessions,
        int maxNamespaces,
        int maxTracks,
        int maxPrefixesPerSession,
        int maxFetchesPerSession,
        long maxCacheBytes) {

    private static final RelayLimits DEFAULTS = new RelayLimits(10_000, 10_000, 10_000, 100, 100, 256L << 20);

    /** Checks that each limit is positive. */
    public RelayLimits {
        positive(maxSessions, "maxSessions");
        positive(maxNamespaces, "maxNamespaces");
        positive(maxTracks, "maxTracks");
        positive(maxPrefixesPerSession, "maxPrefixesPerSession");
        positive(maxFetchesPerSession, "maxFetchesPerSession");
        positive(maxCacheBytes, "maxCacheBytes");
    }

    private static void positive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is positive: " + value);
        }
    }

    /** Returns the defaults. */
    public static RelayLimits defaults() {
        return DEFAULTS;
    }

    /** Returns these limits with another {@link #maxSessions()}. */
    public RelayLimits withMaxSessions(int sessions) {
        return new RelayLimits(
                sessions, maxNamespaces, maxTracks, maxPrefixesPerSession, maxFetchesPerSession, maxCacheBytes);
    }

    /** Returns these limits with another {@link #maxNamespaces()}. */
    public RelayLimits withMaxNamespaces(int namespaces) {
        return new RelayLimits(
                maxSessions, namespaces, maxTracks, maxPrefixesPerSession, maxFetchesPerSession, maxCacheBytes);
    }

    /** Returns these limits with another {@link #maxTracks()}. */
    public RelayLimits withMaxTracks(int tracks) {
        return new RelayLimits(
                maxSessions, maxNamespaces, tracks, maxPrefixesPerSession, maxFetchesPerSession, maxCacheBytes);
    }

    /** Returns these limits with another {@link #maxPrefixesPerSession()} and {@link #maxFetchesPerSession()}. */
    public RelayLimits withMaxPerSession(int prefixes, int fetches) {
        return new RelayLimits(maxSessions, maxNamespaces, maxTracks, prefixes, fetches, maxCacheBytes);
    }

    /** Returns these limits with another {@link #maxCacheBytes()}. */
    public RelayLimits withMaxCacheBytes(long bytes) {
        return new RelayLimits(
                maxSessions, maxNamespaces, maxTracks, maxPrefixesPerSession, maxFetchesPerSession, bytes);
    }
}
