package org.moqj.draft07.internal.session;

import java.util.Optional;
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

    /** Refuses what the peer cannot take, as its profile says. */
    void requireTakes(Feature feature) {
        Optional<Guard> guard = Guard.of(feature, profile);
        if (guard.isPresent()) {
            throw new UnsupportedFeatureException(
                    feature, "the peer profile " + profile.name(), guard.get().why());
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
}
