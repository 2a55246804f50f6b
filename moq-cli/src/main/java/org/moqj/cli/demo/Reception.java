package org.moqj.cli.demo;

import java.util.Map;
import org.moqj.core.MoqDraft;

/**
 * What one subscriber got.
 *
 * @param draft the draft it spoke
 * @param transport over what
 * @param tracks what arrived, by the names of the tracks
 * @param seconds from the first object to the last
 * @param latencies of its objects
 */
record Reception(
        MoqDraft draft, String transport, Map<String, TrackDigest.Sum> tracks, double seconds, Latencies latencies) {

    long objects() {
        return tracks.values().stream().mapToLong(TrackDigest.Sum::objects).sum();
    }

    long bytes() {
        return tracks.values().stream().mapToLong(TrackDigest.Sum::bytes).sum();
    }

    /** Payload in megabits a second; 0 where there is no time to divide by. */
    double megabits() {
        return seconds > 0 ? bytes() * 8 / seconds / 1e6 : 0;
    }
}
