package org.moqj.draft07.internal.session;

import org.moqj.core.PeerProfile;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.SetupParameter;

/**
 * Tells a peer by its SETUP, which has no name in draft-07. moq-rs states its role and nothing else, least of all a
 * limit on requests, without which nobody may ask it for anything.
 */
final class ProfileRecognition {

    private ProfileRecognition() {}

    static PeerProfile of(Parameters setup) {
        boolean roleAlone = setup.list().size() == 1 && setup.list().get(0).type() == SetupParameter.ROLE.code();
        return roleAlone ? PeerProfile.MOQ_RS_07 : PeerProfile.STRICT;
    }
}
