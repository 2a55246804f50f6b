package org.moqj.draft07.internal.session;

import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.PeerProfile.Quirk;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.draft07.internal.message.Role;

/** What is known about the peer: its role, and how it deviates. Confined to the session's event loop. */
final class Peer {

    private Role role = Role.PUB_SUB;
    private PeerProfile profile;

    Peer(PeerProfile profile) {
        this.profile = profile;
    }

    /** Takes over what SETUP told. */
    void isKnown(Role knownRole, PeerProfile knownProfile) {
        role = knownRole;
        profile = knownProfile;
    }

    Role role() {
        return role;
    }

    PeerProfile profile() {
        return profile;
    }

    boolean has(Quirk quirk) {
        return profile.has(quirk);
    }

    /** Refuses a request that makes the peer's process crash. */
    void requireSurvives(Feature feature, String message) {
        if (has(Quirk.CRASHES_ON_FETCH_AND_DISCOVERY)) {
            throw new UnsupportedFeatureException(
                    feature, where(), "the peer would crash on " + message + ", so it is not sent");
        }
    }

    /** Refuses a datagram where the second one would end the session. */
    void requireTakesDatagrams() {
        if (has(Quirk.DATAGRAMS_END_SESSION)) {
            throw new UnsupportedFeatureException(
                    Feature.DATAGRAMS, where(), "the peer ends the session over a second one; use streams instead");
        }
    }

    /** Refuses a request that the peer misreads. */
    void requireReadsAbsolute(Feature feature, String message) {
        if (has(Quirk.NO_ABSOLUTE_FILTERS)) {
            throw new UnsupportedFeatureException(
                    feature, where(), "the peer misreads " + message + " and would end the session or stall it");
        }
    }

    /** Refuses a request for a publisher where the peer is none. */
    void requirePublisher(String message) {
        if (role == Role.SUBSCRIBER) {
            throw MoqRequestException.notPossible(
                    null,
                    message + " must not be sent: the peer's role is Subscriber",
                    "only a peer that publishes can be asked for tracks");
        }
    }

    /** Refuses a request for a subscriber where the peer is none. */
    void requireSubscriber(String message) {
        if (role == Role.PUBLISHER) {
            throw MoqRequestException.notPossible(
                    null,
                    message + " must not be sent: the peer's role is Publisher",
                    "only a peer that subscribes takes namespaces");
        }
    }

    private String where() {
        return "the peer profile " + profile.name();
    }
}
