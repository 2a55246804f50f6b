package org.moqj.draft07.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.Announce;
import org.moqj.draft07.internal.message.AnnounceError;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.Role;
import org.moqj.draft07.internal.message.Unannounce;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The namespaces that the peer offers (draft-07, sections 6.21 and 6.22). Confined to the session's event loop.
 */
final class PeerNamespaces {

    private static final Logger log = LoggerFactory.getLogger(PeerNamespaces.class);

    private final Shared shared;
    private final Map<TrackNamespace, PeerNamespace> byNamespace = new HashMap<>();
    private int open;

    PeerNamespaces(Shared shared) {
        this.shared = shared;
    }

    void onAnnounce(Announce message) throws ProtocolViolation {
        if (shared.peer().role() == Role.SUBSCRIBER) {
            throw ProtocolViolation.invalid("ROLE", "a Subscriber must not send ANNOUNCE");
        }
        if (byNamespace.containsKey(message.namespace())) {
            refuse(message, "the namespace is announced already");
        } else if (open >= shared.limits().maxNamespaces()) {
            refuse(message, "too many namespaces are announced");
        } else {
            PeerNamespace offered = new PeerNamespace(shared, this, message);
            byNamespace.put(message.namespace(), offered);
            open++;
            shared.listener().onPublishNamespace(offered);
        }
    }

    void onUnannounce(Unannounce message) {
        PeerNamespace offered = byNamespace.get(message.namespace());
        if (offered == null) {
            log.debug("session={} UNANNOUNCE of a namespace that is not announced", shared.sessionId());
        } else {
            offered.onUnannounce();
        }
    }

    /** The peer has heard the last of {@code offered}. */
    void forget(PeerNamespace offered) {
        byNamespace.remove(offered.namespace(), offered);
    }

    /** Nothing is left of a namespace, at either end. */
    void closed() {
        open--;
    }

    void release() {
        byNamespace.clear();
    }

    private void refuse(Announce message, String reason) {
        shared.control().send(new AnnounceError(message.namespace(), 0x0, ReasonPhrase.of(reason)));
    }
}
