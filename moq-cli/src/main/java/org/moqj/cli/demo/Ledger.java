package org.moqj.cli.demo;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.moqj.cli.publish.Publication;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;

/** What was sent, and when: against it is held what arrives. Thread-safe. */
final class Ledger implements Publication.Watcher {

    private final Map<FullTrackName, TrackDigest> tracks = new ConcurrentHashMap<>();
    private final Map<Entry, Long> sentAt = new ConcurrentHashMap<>();
    private final Consumer<String> remarks;

    private record Entry(FullTrackName track, long groupId, long objectId) {}

    Ledger(Consumer<String> remarks) {
        this.remarks = remarks;
    }

    @Override
    public void onObject(FullTrackName track, Publication.Placed object, ByteBuffer payload) {
        tracks.computeIfAbsent(track, name -> new TrackDigest()).add(object.groupId(), object.objectId(), payload);
        sentAt.put(new Entry(track, object.groupId(), object.objectId()), System.nanoTime());
    }

    @Override
    public void onRemark(String remark) {
        remarks.accept(remark);
    }

    /** Returns how long ago {@code object} was sent, in nanoseconds; 0 where it never was. */
    long age(FullTrackName track, MoqObject object) {
        long now = System.nanoTime();
        return now - sentAt.getOrDefault(new Entry(track, object.groupId(), object.objectId()), now);
    }

    /** Returns what was sent, by the names of the tracks. */
    Map<String, TrackDigest.Sum> sums() {
        Map<String, TrackDigest.Sum> sums = new TreeMap<>();
        tracks.forEach((track, digest) -> sums.put(track.name().toString(), digest.sum()));
        return sums;
    }
}
