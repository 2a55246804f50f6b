package org.moqj.draft07.internal.session;

import java.util.Optional;
import org.moqj.core.Feature;
import org.moqj.core.PeerProfile;
import org.moqj.core.PeerProfile.Quirk;

/** What the draft has and a known peer cannot take: it is not sent, unless the user insists. */
enum Guard {
    FETCH(
            Feature.FETCH,
            Quirk.CRASHES_ON_FETCH_AND_DISCOVERY,
            "the peer's process would crash on FETCH, with every session that it has"),
    SUBSCRIBE_ANNOUNCES(
            Feature.NAMESPACE_DISCOVERY,
            Quirk.CRASHES_ON_FETCH_AND_DISCOVERY,
            "the peer's process would crash on SUBSCRIBE_ANNOUNCES, with every session that it has"),
    GOAWAY(
            Feature.SEND_GOAWAY,
            Quirk.CRASHES_ON_FETCH_AND_DISCOVERY,
            "the peer's process would crash on GOAWAY, with every session that it has"),
    ABSOLUTE_FILTERS(
            Feature.FILTER_ABSOLUTE,
            Quirk.NO_ABSOLUTE_FILTERS,
            "the peer misreads absolute filters, and would end the session or stall it"),
    SUBSCRIBE_UPDATE(
            Feature.SUBSCRIBE_UPDATE,
            Quirk.NO_ABSOLUTE_FILTERS,
            "the peer misreads SUBSCRIBE_UPDATE, and would end the session or stall it"),
    TRACK_STATUS_REQUEST(Feature.TRACK_STATUS, Quirk.NO_TRACK_STATUS, "the peer never answers TRACK_STATUS_REQUEST"),
    OBJECT_DATAGRAM(
            Feature.DATAGRAMS,
            Quirk.DATAGRAMS_END_SESSION,
            "the peer ends the track over the first one and the session over the second (use streams instead)");

    private final Feature feature;
    private final Quirk quirk;
    private final String effect;

    Guard(Feature feature, Quirk quirk, String effect) {
        this.feature = feature;
        this.quirk = quirk;
        this.effect = effect;
    }

    /** Returns what keeps {@code feature} from being used towards a peer of {@code profile}, if anything does. */
    static Optional<Guard> of(Feature feature, PeerProfile profile) {
        for (Guard guard : values()) {
            if (guard.feature == feature && profile.has(guard.quirk)) {
                return Optional.of(guard);
            }
        }
        return Optional.empty();
    }

    /** Returns what would happen, and how to insist. */
    String why() {
        return effect + ", so it is not sent; PeerProfile.withoutGuards() sends it all the same";
    }
}
