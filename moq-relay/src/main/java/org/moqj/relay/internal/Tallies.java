package org.moqj.relay.internal;

import org.moqj.core.TrackStats;

/** What a relay counts, beside what its tracks count themselves. Confined to the relay's thread. */
final class Tallies {

    private TrackStats ofTracksThatEnded = new TrackStats(0, 0, 0, 0, 0, 0);
    private long fetchesPassedOn;
    private long refused;

    void trackEnded(TrackStats stats) {
        ofTracksThatEnded = sum(ofTracksThatEnded, stats);
    }

    void fetchPassedOn() {
        fetchesPassedOn++;
    }

    void refused() {
        refused++;
    }

    TrackStats ofTracksThatEnded() {
        return ofTracksThatEnded;
    }

    long fetchesPassedOn() {
        return fetchesPassedOn;
    }

    long refusedSoFar() {
        return refused;
    }

    static TrackStats sum(TrackStats one, TrackStats other) {
        return new TrackStats(
                one.objectsWritten() + other.objectsWritten(),
                one.bytesWritten() + other.bytesWritten(),
                one.objectsSent() + other.objectsSent(),
                one.bytesSent() + other.bytesSent(),
                one.objectsDropped() + other.objectsDropped(),
                one.subscriptionsCutOff() + other.subscriptionsCutOff());
    }
}
