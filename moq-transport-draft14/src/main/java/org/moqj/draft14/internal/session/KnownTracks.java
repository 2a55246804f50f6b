package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.moqj.core.PeerProfile;
import org.moqj.core.model.FullTrackName;

/**
 * What is known of the tracks that we receive: as long as there is a request for a track, and the same for all of them,
 * so that what one shows is held against the others (draft-14, section 2.5). There are no more than open requests.
 * Confined to the session's event loop.
 */
final class KnownTracks {

    private final Link link;
    private final Map<FullTrackName, Shared> byTrack = new HashMap<>();

    KnownTracks(Link link) {
        this.link = link;
    }

    /** What is known of a track, and how many requests need it. */
    private static final class Shared {

        private final TrackRules rules;
        private int requests;

        private Shared(TrackRules rules) {
            this.rules = rules;
        }
    }

    /** Returns what is known of {@code track}, for a request that begins; {@link #leave} has to follow. */
    TrackRules join(FullTrackName track) {
        Shared shared = byTrack.computeIfAbsent(
                track, name -> new Shared(new TrackRules(!link.has(PeerProfile.Quirk.RENUMBERED_OBJECTS))));
        shared.requests++;
        return shared.rules;
    }

    /** A request for {@code track} is over. */
    void leave(FullTrackName track) {
        Shared shared = byTrack.get(track);
        if (shared != null && --shared.requests == 0) {
            byTrack.remove(track);
        }
    }
}
