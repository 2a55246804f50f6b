package org.moqj.cli.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.terminal.Counters;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/** The tracks of one namespace, on one session. */
public final class Publication {

    /** The publisher's priority of objects that are neither more nor less important than others. */
    static final int DEFAULT_PRIORITY = 128;

    private final MoqSession session;
    private final TrackNamespace namespace;
    private final TrackOptions options;
    private final Stop stop;
    private final Counters counters;
    private final @Nullable JsonLines log;
    private final Consumer<String> remarks;
    private final List<TrackPublisher> tracks = new ArrayList<>();

    /**
     * Publishes on {@code session}.
     *
     * @param options what tracks have in common
     * @param log where each object is told about; null for nowhere
     * @param remarks takes what the user should know
     */
    public Publication(
            MoqSession session,
            TrackNamespace namespace,
            TrackOptions options,
            Stop stop,
            Counters counters,
            @Nullable JsonLines log,
            Consumer<String> remarks) {
        this.session = session;
        this.namespace = namespace;
        this.options = options;
        this.stop = stop;
        this.counters = counters;
        this.log = log;
        this.remarks = remarks;
        counters.setDrops(() -> tracks().stream()
                .mapToLong(track -> track.stats().objectsDropped())
                .sum());
    }

    /** Returns the draft that the session speaks. */
    public MoqDraft draft() {
        return session.draft();
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
        remarks.accept(remark);
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
        TrackPublisher track = session.register(FullTrackName.of(namespace, name), trackOptions);
        synchronized (tracks) {
            tracks.add(track);
        }
        return new TrackWriter(track, stop, counters, log);
    }

    /** Returns the tracks made so far. */
    public List<TrackPublisher> tracks() {
        synchronized (tracks) {
            return List.copyOf(tracks);
        }
    }

    /** Ends all tracks: who subscribes to them gets what is left, and is told that it was all. */
    public void finish() {
        tracks().forEach(TrackPublisher::finish);
    }
}
