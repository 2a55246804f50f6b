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

    /** Returns the track of this name, made with {@code options} where there is none. */
    PublishedTrack findOrCreate(FullTrackName name, TrackOptions options) {
        PublishedTrack made = new PublishedTrack(name, options, executor, callbacks);
        PublishedTrack known = tracks.putIfAbsent(name, made);
        if (known != null) {
            return known;
        }
        own.add(made);
        made.addedTo(this);
        return made;
    }

    void add(PublishedTrack track) {
        if (tracks.putIfAbsent(track.name(), track) != null) {
            throw new IllegalArgumentException(track.name() + " is registered already");
        }
        track.addedTo(this);
    }

    void remove(PublishedTrack track) {
        tracks.remove(track.name(), track);
        own.remove(track);
    }

    /** The session is over. Its own tracks may live on; those of a server forget it. */
    void onSessionEnd() {
        tracks.values().forEach(track -> track.removedFrom(this));
        tracks.clear();
    }

    Optional<PublishedTrack> find(FullTrackName name) {
        return Optional.ofNullable(tracks.get(name));
    }

    /** Returns the tracks that were made here and have not ended. */
    List<PublishedTrack> own() {
        return List.copyOf(own);
    }
}
