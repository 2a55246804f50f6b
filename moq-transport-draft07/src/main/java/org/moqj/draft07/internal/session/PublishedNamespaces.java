package org.moqj.draft07.internal.session;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile.Quirk;
import org.moqj.core.PeerText;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.NamespaceListener;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.AnnounceCancel;
import org.moqj.draft07.internal.message.AnnounceError;
import org.moqj.draft07.internal.message.AnnounceOk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The namespaces that this end offers (draft-07, sections 6.9 to 6.11, 6.21 and 6.22). Answers name nothing but the
 * namespace, so that one is announced again only once everything about its last announcement has been said.
 *
 * <p>Confined to the session's event loop.
 */
final class PublishedNamespaces {

    private static final Logger log = LoggerFactory.getLogger(PublishedNamespaces.class);

    private final Link link;
    private final Map<TrackNamespace, PublishedNamespace> current = new HashMap<>();
    private final Map<TrackNamespace, PublishedNamespace> leaving = new HashMap<>();
    private final Set<TrackNamespace> cancelled = new LinkedHashSet<>();

    PublishedNamespaces(Link link) {
        this.link = link;
    }

    NamespaceHandle publish(NamespaceRequest request, NamespaceListener listener) {
        TrackNamespace namespace = request.namespace();
        link.peer().requireSubscriber("ANNOUNCE");
        if (namespace.fields().isEmpty()) {
            throw new IllegalArgumentException("A namespace has at least one field");
        }
        AuthTokens.of(request.tokens()); // refuses what cannot be sent, before anything is
        if (current.containsKey(namespace)) {
            throw MoqRequestException.notPossible(
                    null,
                    "ANNOUNCE " + PeerText.shown(namespace.toString()) + ": the session has announced it already",
                    "withdraw it first");
        }
        PublishedNamespace announced = new PublishedNamespace(link, this, request, listener);
        current.put(namespace, announced);
        if (!leaving.containsKey(namespace)) {
            announce(announced);
        }
        return announced;
    }

    /** Returns whether the peer has said that it will send no new SUBSCRIBE for {@code namespace}. */
    boolean isCancelled(TrackNamespace namespace) {
        return cancelled.contains(namespace);
    }

    /** Returns whether the peer answers UNANNOUNCE with ANNOUNCE_CANCEL, which would hit a new announcement. */
    boolean expectsCancelAfterUnannounce() {
        return link.peer().has(Quirk.CANCEL_AFTER_UNANNOUNCE);
    }

    void onOk(AnnounceOk message) throws ProtocolViolation {
        PublishedNamespace found = find(message.namespace(), "ANNOUNCE_OK");
        if (found != null) {
            found.onOk();
        }
    }

    void onError(AnnounceError message) throws ProtocolViolation {
        PublishedNamespace found = find(message.namespace(), "ANNOUNCE_ERROR");
        if (found != null) {
            found.onError(message);
        }
    }

    void onCancel(AnnounceCancel message) throws ProtocolViolation {
        PublishedNamespace found = find(message.namespace(), "ANNOUNCE_CANCEL");
        if (found != null) {
            found.onCancel(message);
        }
    }

    void cancelled(PublishedNamespace announced) {
        current.remove(announced.namespace(), announced);
        cancelled.add(announced.namespace());
        if (cancelled.size() > link.limits().maxNamespaces()) {
            cancelled.remove(cancelled.iterator().next()); // the oldest
        }
    }

    void leaving(PublishedNamespace announced) {
        current.remove(announced.namespace(), announced);
        leaving.put(announced.namespace(), announced);
    }

    /** Everything about {@code announced} has been said: its namespace may be announced again. */
    void left(PublishedNamespace announced) {
        leaving.remove(announced.namespace(), announced);
        PublishedNamespace successor = current.get(announced.namespace());
        if (successor != null) {
            announce(successor);
        }
    }

    void over(PublishedNamespace announced) {
        current.remove(announced.namespace(), announced);
    }

    void release() {
        leaving.values().forEach(PublishedNamespace::release);
        leaving.clear();
        current.clear();
        cancelled.clear();
    }

    private void announce(PublishedNamespace announced) {
        cancelled.remove(announced.namespace());
        announced.send();
    }

    /** Returns whom a message is about: the announcement that is leaving comes first, for it was sent first. */
    private @Nullable PublishedNamespace find(TrackNamespace namespace, String message) {
        PublishedNamespace found = leaving.getOrDefault(namespace, current.get(namespace));
        if (found == null) {
            log.debug("session={} {} for a namespace that is not announced", link.sessionId(), message);
        }
        return found;
    }
}
