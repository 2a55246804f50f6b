package org.moqj.core.spi.draft;

import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.PeerProfile.Quirk;
import org.moqj.core.model.FullTrackName;

/** Which track names a peer can take. The drafts let a name be any bytes. */
public final class TrackNames {

    private TrackNames() {}

    /**
     * Refuses a request with a name that would end the session.
     *
     * @param message the request, as the draft calls it
     * @throws MoqRequestException where the peer takes UTF-8 alone and the name is none
     */
    public static void requireTaken(PeerProfile peer, String message, FullTrackName track) {
        if (peer.has(Quirk.UTF8_TRACK_NAMES) && track.name().utf8().isEmpty()) {
            throw MoqRequestException.notPossible(
                    null,
                    DraftSession.describe(message, track) + ": the track name is not UTF-8, over which the peer "
                            + peer.name() + " would end the session, so it is not sent",
                    "use a name that is text; PeerProfile.withoutGuards() sends it all the same");
        }
    }
}
