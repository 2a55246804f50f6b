package org.moqj.cli.publish;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqDraft;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/** The tracks of one namespace, on one session. */
public final class Publication {

    /** The publisher's priority of objects that are neither more nor less important than others. */
    static final int DEFAULT_PRIORITY = 128;

    private final TrackMaker maker;
    private final MoqDraft draft;
    private final TrackNamespace namespace;
    private final TrackOptions options;
    private final Stop stop;
    private final Watcher watcher;
    private final List<TrackPublisher> tracks = new ArrayList<>();

    /** Makes tracks that somebody serves: a session, or a server on all of its sessions. */
    @FunctionalInterface
    public interface TrackMaker {

        /** Makes a track. */
        TrackPublisher make(FullTrackName name, TrackOptions options);
    }

    /** Sees what is published. */
    public interface Watcher {

        /** An object is about to be written. */
        void onObject(FullTrackName track, Placed object, ByteBuffer payload);

        /** Something happened that the user should know. */
        void onRemark(String remark);
    }

    /** Where an object is in its track, and its priority. */
    public record Placed(long groupId, long subgroupId, long objectId, int priority) {}

    /**
     * Publishes with what {@code maker} makes.
     *
     * @param draft the draft whose players the tracks are for
     * @param options what tracks have in common
     */
    public Publication(
            TrackMaker maker,
            MoqDraft draft,
            TrackNamespace namespace,
            TrackOptions options,
            Stop stop,
            Watcher watcher) {
        this.maker = maker;
        this.draft = draft;
        this.namespace = namespace;
        this.options = options;
        this.stop = stop;
        this.watcher = watcher;
    }

    /** Returns the draft whose players the tracks are for. */
    public MoqDraft draft() {
        return draft;
    }

    /** Returns the namespace of all tracks. */
    public TrackNamespace namespace() {
        return namespace;
    }

    /** Returns how feeds wait. */
    public Stop stop() {
        return stop;
    }

    /** Tells the user something. */
    void remark(String remark) {
        watcher.onRemark(remark);
    }

    /** Makes the track {@code name} with the publication's delivery. */
    public TrackWriter track(String name, int priority) {
        return track(name, options.withPublisherPriority(priority));
    }

    /** Makes a track whose objects go on streams, whatever the publication's delivery. */
    TrackWriter trackOnStreams(String name, int priority) {
        return track(name, options.withPublisherPriority(priority).withDelivery(TrackOptions.Delivery.SUBGROUP));
    }

    private TrackWriter track(String name, TrackOptions trackOptions) {
        TrackPublisher track = maker.make(FullTrackName.of(namespace, name), trackOptions);
        synchronized (tracks) {
            tracks.add(track);
        }
        return new TrackWriter(track, stop, watcher);
    }

    /** Returns the tracks made so far. */
    public List<TrackPublisher> tracks() {
        synchronized (tracks) {
            return List.copyOf(tracks);
        }
    }

    /** Returns how many objects did not reach a subscriber that wanted them. */
    public long drops() {
        return tracks().stream()
                .mapToLong(track -> track.stats().objectsDropped())
                .sum();
    }

    /** Ends all tracks: who subscribes to them gets what is left, and is told that it was all. */
    public void finish() {
        tracks().forEach(TrackPublisher::finish);
    }
}
