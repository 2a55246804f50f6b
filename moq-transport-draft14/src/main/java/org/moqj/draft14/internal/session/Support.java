package org.moqj.draft14.internal.session;

import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;
import org.moqj.core.PeerProfile;
import org.moqj.core.UnsupportedFeatureException;

/** What draft and peer have (draft-14; the peer's profile). Confined to the session's event loop. */
final class Support {

    private final Link link;

    Support(Link link) {
        this.link = link;
    }

    boolean has(Feature feature) {
        return inDraft(feature) && !isIgnored(feature) && !isForbidden(feature);
    }

    private static boolean inDraft(Feature feature) {
        return switch (feature) {
            case FILTER_LATEST_GROUP -> false;
            case PUBLISH,
                    FETCH,
                    JOINING_FETCH,
                    EXTENSION_HEADERS,
                    FORWARD,
                    FILTER_NEXT_GROUP,
                    FILTER_ABSOLUTE,
                    SUBSCRIBE_UPDATE,
                    NAMESPACE_DISCOVERY,
                    TRACK_STATUS,
                    DATAGRAMS,
                    SEND_GOAWAY,
                    AUTHORIZATION_TOKEN -> true;
        };
    }

    private boolean isIgnored(Feature feature) {
        boolean ignored =
                switch (feature) {
                    case PUBLISH, FETCH, JOINING_FETCH, SUBSCRIBE_UPDATE, NAMESPACE_DISCOVERY -> true;
                    case EXTENSION_HEADERS,
                            FORWARD,
                            FILTER_LATEST_GROUP,
                            FILTER_NEXT_GROUP,
                            FILTER_ABSOLUTE,
                            TRACK_STATUS,
                            DATAGRAMS,
                            SEND_GOAWAY,
                            AUTHORIZATION_TOKEN -> false;
                };
        return ignored && link.has(PeerProfile.Quirk.IGNORED_REQUESTS);
    }

    private boolean isForbidden(Feature feature) {
        return feature == Feature.SEND_GOAWAY && link.has(PeerProfile.Quirk.NO_SESSION_UPDATES);
    }

    /** Returns what would happen, or what to do instead; empty for what is there. */
    String lack(Feature feature) {
        if (!inDraft(feature)) {
            return "ask for the largest object, or for the next group";
        }
        if (isIgnored(feature)) {
            return "the peer never answers it, so it is not sent; PeerProfile.withoutGuards() sends it all the same";
        }
        return isForbidden(feature) ? "the peer would end the session over GOAWAY, so it is not sent" : "";
    }

    /** Throws where {@code feature} is lacking. */
    void check(Feature feature) {
        if (!has(feature)) {
            String where =
                    inDraft(feature) ? "the peer profile " + link.profile().name() : MoqDraft.DRAFT_14.toString();
            throw new UnsupportedFeatureException(feature, where, lack(feature));
        }
    }
}
