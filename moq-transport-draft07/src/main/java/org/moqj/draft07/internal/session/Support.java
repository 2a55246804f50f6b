package org.moqj.draft07.internal.session;

import java.util.Optional;
import org.moqj.core.Feature;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.spi.transport.Perspective;

/** What draft-07 has, at this end and towards this peer. Confined to the session's event loop. */
final class Support {

    private final Link link;

    Support(Link link) {
        this.link = link;
    }

    boolean has(Feature feature) {
        return lackOfDraft(feature).isEmpty() && lackOfPeer(feature).isEmpty();
    }

    /** Returns what would happen, or what to do instead; empty for what is there. */
    String lack(Feature feature) {
        return lackOfDraft(feature).or(() -> lackOfPeer(feature)).orElse("");
    }

    /** Refuses what the draft lacks at this end, or the peer cannot take. */
    void require(Feature feature) {
        Optional<String> lack = lackOfDraft(feature);
        if (lack.isPresent()) {
            throw new UnsupportedFeatureException(feature, "draft-07", lack.get());
        }
        link.peer().requireTakes(feature);
    }

    private Optional<String> lackOfPeer(Feature feature) {
        return Guard.of(feature, link.peer().profile()).map(Guard::why);
    }

    private Optional<String> lackOfDraft(Feature feature) {
        return switch (feature) {
            case PUBLISH -> Optional.of("announce the namespace, and wait to be asked for the track");
            case JOINING_FETCH -> Optional.of("fetch a range instead");
            case EXTENSION_HEADERS -> Optional.of("an object has its payload and nothing beside it");
            case FORWARD -> Optional.of("objects always flow");
            case FILTER_NEXT_GROUP -> Optional.of("ask for the latest group instead");
            case AUTHORIZATION_TOKEN -> Optional.of("a request carries the value of one token, without its type");
            case SEND_GOAWAY ->
                isServer() ? Optional.empty() : Optional.of("only a server sends GOAWAY; close the session instead");
            case FILTER_LATEST_GROUP,
                    FILTER_ABSOLUTE,
                    SUBSCRIBE_UPDATE,
                    FETCH,
                    NAMESPACE_DISCOVERY,
                    TRACK_STATUS,
                    DATAGRAMS -> Optional.empty();
        };
    }

    private boolean isServer() {
        return link.transport().info().perspective() == Perspective.SERVER;
    }
}
