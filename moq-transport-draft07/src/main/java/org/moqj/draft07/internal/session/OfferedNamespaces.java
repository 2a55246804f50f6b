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
final class OfferedNamespaces {

    private static final Logger log = LoggerFactory.getLogger(OfferedNamespaces.class);

    private final Link link;
    private final Map<TrackNamespace, OfferedNamespace> byNamespace = new HashMap<>();
    private int open;

    OfferedNamespaces(Link link) {
        this.link = link;
    }

    void onAnnounce(Announce message) throws ProtocolViolation {
        if (link.peer().role() == Role.SUBSCRIBER) {
            throw ProtocolViolation.invalid("ROLE", "a Subscriber must not send ANNOUNCE");
        }
        if (byNamespace.containsKey(message.namespace())) {
            refuse(message, "the namespace is announced already");
        } else if (open >= link.limits().maxNamespaces()) {
            refuse(message, "too many namespaces are announced");
        } else {
            OfferedNamespace offered = new OfferedNamespace(link, this, message);
            byNamespace.put(message.namespace(), offered);
            open++;
            link.listener().onPublishNamespace(offered);
        }
    }

    void onUnannounce(Unannounce message) {
        OfferedNamespace offered = byNamespace.get(message.namespace());
        if (offered == null) {
            log.debug("session={} UNANNOUNCE of a namespace that is not announced", link.sessionId());
        } else {
            offered.onUnannounce();
        }
    }

    /** The peer has heard the last of {@code offered}. */
    void forget(OfferedNamespace offered) {
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
        link.control().send(new AnnounceError(message.namespace(), 0x0, ReasonPhrase.of(reason)));
    }
}
