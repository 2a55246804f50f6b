package org.moqj.core.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.transport.SessionExecutor;

/** The tracks that a session serves to whoever subscribes. Thread-safe. */
final class TrackRegistry {

    private final SessionExecutor executor;
    private final Callbacks callbacks;
    private final Map<FullTrackName, PublishedTrack> tracks = new ConcurrentHashMap<>();
    private final Set<PublishedTrack> own = ConcurrentHashMap.newKeySet();

    TrackRegistry(SessionExecutor executor, Callbacks callbacks) {
        this.executor = executor;
        this.callbacks = callbacks;
    }

    /** Makes a track whose home is this session. */
    PublishedTrack create(FullTrackName name, TrackOptions options) {
        PublishedTrack track = new PublishedTrack(name, options, executor, callbacks);
        add(track);
        own.add(track);
        return track;
    }

    void add(PublishedTrack track) {
        if (tracks.putIfAbsent(track.name(), track) != null) {
            throw new IllegalArgumentException(track.name() + " is registered already");
        }
        track.ended().thenRun(() -> remove(track));
    }

    void remove(PublishedTrack track) {
        tracks.remove(track.name(), track);
        own.remove(track);
    }

    Optional<PublishedTrack> find(FullTrackName name) {
        return Optional.ofNullable(tracks.get(name));
    }

    /** Returns the tracks that were made here and have not ended. */
    List<PublishedTrack> own() {
        return List.copyOf(own);
    }
}
