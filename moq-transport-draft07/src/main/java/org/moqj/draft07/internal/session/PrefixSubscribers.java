package org.moqj.draft07.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.moqj.core.model.TrackNamespace;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.SubscribeAnnounces;
import org.moqj.draft07.internal.message.SubscribeAnnouncesError;
import org.moqj.draft07.internal.message.UnsubscribeAnnounces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prefixes that the peer follows, none of which contains another (draft-07, sections 6.13 and 6.14). Confined to
 * the session's event loop.
 */
final class PrefixSubscribers {

    private static final Logger log = LoggerFactory.getLogger(PrefixSubscribers.class);

    private final Link link;
    private final Map<TrackNamespace, PrefixSubscriber> byPrefix = new HashMap<>();
    private int open;

    PrefixSubscribers(Link link) {
        this.link = link;
    }

    void onSubscribe(SubscribeAnnounces message) {
        if (overlaps(message.prefix())) {
            refuse(message, "SUBSCRIBE_ANNOUNCES_OVERLAP");
        } else if (open >= link.limits().maxNamespaces()) {
            refuse(message, "too many prefixes are followed");
        } else {
            PrefixSubscriber followed = new PrefixSubscriber(link, this, message);
            byPrefix.put(message.prefix(), followed);
            open++;
            link.listener().onSubscribeNamespace(followed);
        }
    }

    void onUnsubscribe(UnsubscribeAnnounces message) {
        PrefixSubscriber followed = byPrefix.get(message.prefix());
        if (followed == null) {
            log.debug("session={} UNSUBSCRIBE_ANNOUNCES of a prefix that is not followed", link.sessionId());
        } else {
            followed.onUnsubscribed();
        }
    }

    /** The peer has heard the last of {@code followed}. */
    void forget(PrefixSubscriber followed) {
        byPrefix.remove(followed.prefix(), followed);
    }

    /** Nothing is left of a prefix, at either end. */
    void closed() {
        open--;
    }

    void release() {
        byPrefix.clear();
    }

    private boolean overlaps(TrackNamespace prefix) {
        return byPrefix.keySet().stream()
                .anyMatch(followed -> prefix.startsWith(followed) || followed.startsWith(prefix));
    }

    private void refuse(SubscribeAnnounces message, String reason) {
        link.control().send(new SubscribeAnnouncesError(message.prefix(), 0x0, ReasonPhrase.of(reason)));
    }
}
