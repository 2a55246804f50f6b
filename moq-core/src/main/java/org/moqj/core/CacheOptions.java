package org.moqj.core;

import java.time.Duration;

/**
 * What a published track keeps for late joiners and fetches; the oldest group goes first when any limit is passed. The
 * current group is dropped only when it alone passes the bytes.
 *
 * @param groups how many groups, the current one included; 0 keeps nothing
 * @param bytes how many bytes of payload; of a track that is passed on ({@link MoqSession#relay}) with its extension
 *     headers, and 64 more for each object and header
 * @param age how long a group is kept after its last object
 */
public record CacheOptions(int groups, long bytes, Duration age) {

    private static final CacheOptions CURRENT_GROUP = new CacheOptions(1, 64 << 20, Duration.ofHours(24));
    private static final CacheOptions NONE = new CacheOptions(0, 0, Duration.ofHours(24));

    /** Checks the ranges; an age beyond a hundred years becomes a hundred years. */
    public CacheOptions {
        Checks.inRange(groups, 0, 1 << 24, "groups");
        Checks.inRange(bytes, 0, Long.MAX_VALUE, "bytes");
        age = Checks.positive(age, "age");
    }

    /** Returns the default: the current group, up to 64 MiB. */
    public static CacheOptions currentGroup() {
        return CURRENT_GROUP;
    }

    /** Returns a cache that keeps nothing. */
    public static CacheOptions none() {
        return NONE;
    }

    /** Returns a cache of the last {@code groups} groups, up to {@code bytes} bytes. */
    public static CacheOptions of(int groups, long bytes) {
        return new CacheOptions(groups, bytes, CURRENT_GROUP.age());
    }
}
